package org.mopay.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.ssl.SslHandler;

import org.mopay.core.error.ProtocolException;

/** The exchanges of an HTTP/1.1 connection, one after the other, pipelined or not. */
@SuppressWarnings("FutureReturnValueIgnored") // Closing reports nothing that could be acted on.
final class Http1ExchangeHandler extends ExchangeHandler {
    private boolean asked;

    Http1ExchangeHandler(ServerContext server) {
        super(server);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        await(context, server().limits().timeouts().read());
    }

    @Override
    void requestInput(ChannelHandlerContext context) {
        asked = true;
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        asked = false;
        super.channelRead(context, message);
    }

    /** Bytes came that were no whole message yet: the question is spent, so it is asked again. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (asked) {
            context.read();
        }
        context.fireChannelReadComplete();
    }

    @Override
    void checkHead(HttpRequest head) throws ProtocolException {
        RequestHead.requireHost(head);
    }

    @Override
    boolean keepsAlive(HttpRequest head) {
        return HttpUtil.isKeepAlive(head);
    }

    @Override
    void abort(ChannelHandlerContext context) {
        context.close();
    }

    @Override
    void endOutput(ChannelHandlerContext context) {
        context.pipeline().get(SslHandler.class).closeOutbound();
    }

    @Override
    void finish(ChannelHandlerContext context) {
        context.close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event != DrainEvent.INSTANCE) {
            context.fireUserEventTriggered(event);
        } else if (isAwaiting()) {
            context.close();
        } else {
            endAfterThis();
        }
    }
}
