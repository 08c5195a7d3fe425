package org.mopay.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Watches a whole HTTP/2 connection: closes it when it has had no stream for too long (frames that
 * open no stream, a slow CONTINUATION among them, do not count), and counts its faults.
 *
 * <p>A connection that drains is told so with GOAWAY only a moment after its last stream ended: the
 * java.net.http of Java 17 gives up every stream on a GOAWAY, also those that would be answered.
 * Streams opened meanwhile are refused by their {@link ExchangeHandler}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Closing reports nothing that could be acted on.
final class Http2ConnectionWatch extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Http2ConnectionWatch.class);

    /** How long a draining client has no stream before it is told to go. */
    private static final Duration QUIET = Duration.ofMillis(250);

    /** How long a client may take to go. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final ServerContext server;
    private final Http2Connection connection;
    private @Nullable Future<?> idle;
    private boolean draining;

    Http2ConnectionWatch(ServerContext server, Http2Connection connection) {
        this.server = server;
        this.connection = connection;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        awaitStream(context, server.limits().timeouts().read());
        connection.addListener(new Http2ConnectionAdapter() {
            @Override
            public void onStreamActive(Http2Stream stream) {
                disarm();
            }

            @Override
            public void onStreamClosed(Http2Stream stream) {
                if (connection.numActiveStreams() == 0) {
                    awaitStream(
                            context,
                            draining ? QUIET : server.limits().timeouts().idle());
                }
            }
        });
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == DrainEvent.INSTANCE) {
            draining = true;
            if (connection.numActiveStreams() == 0) {
                sayGoodbye(context);
            }
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        disarm();
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (ConnectionFaults.isPeers(cause)) {
            server.observer().connectionFault(HttpObserver.Fault.PROTOCOL);
        } else {
            LOG.error("an HTTP/2 connection failed", cause);
        }
        if (!(cause instanceof Http2Exception)) {
            context.close();
        }
        // Otherwise the codec is about to close with the GOAWAY that says why.
    }

    private void awaitStream(ChannelHandlerContext context, Duration wait) {
        schedule(context, wait, () -> sayGoodbye(context));
    }

    /** Sends GOAWAY; the client closes, for if we did, what it still sends would be a reset. */
    private void sayGoodbye(ChannelHandlerContext context) {
        context.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
        schedule(context, LINGER, context::close);
    }

    private void schedule(ChannelHandlerContext context, Duration wait, Runnable then) {
        disarm();
        idle = context.executor().schedule(then, wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void disarm() {
        if (idle != null) {
            idle.cancel(false);
            idle = null;
        }
    }
}
