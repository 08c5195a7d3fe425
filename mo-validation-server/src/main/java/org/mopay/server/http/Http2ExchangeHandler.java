package org.mopay.server.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;

/** The one exchange of an HTTP/2 stream. */
final class Http2ExchangeHandler extends ExchangeHandler {

    Http2ExchangeHandler(ServerContext server) {
        super(server);
    }

    /** A stream's channel reads by itself; flow control is given back as frames are taken. */
    @Override
    void requestInput(ChannelHandlerContext context) {}

    @Override
    void checkHead(HttpRequest head) {}

    /** A stream has one request; whether the connection ends is said with GOAWAY. */
    @Override
    boolean keepsAlive(HttpRequest head) {
        return false;
    }

    @Override
    void abort(ChannelHandlerContext context) {
        reset(context, Http2Error.CANCEL);
    }

    /** The answer's last frame says so. */
    @Override
    void endOutput(ChannelHandlerContext context) {}

    /** With the answer out, a client that still sends is told to stop (RFC 9113 section 8.1). */
    @Override
    void finish(ChannelHandlerContext context) {
        reset(context, Http2Error.NO_ERROR);
    }

    private static void reset(ChannelHandlerContext context, Http2Error error) {
        if (context.channel().isActive()) {
            context.writeAndFlush(new DefaultHttp2ResetFrame(error))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }
}
