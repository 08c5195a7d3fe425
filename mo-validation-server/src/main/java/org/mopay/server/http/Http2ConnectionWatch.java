package org.mopay.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Watches a whole HTTP/2 connection: closes it when it has had no stream for too long (frames that
 * open no stream, a slow CONTINUATION among them, do not count), and counts its faults. Closing it
 * sends GOAWAY and lets the open streams end.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Closing reports nothing that could be acted on.
final class Http2ConnectionWatch extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Http2ConnectionWatch.class);

    private final ServerContext server;
    private final Http2Connection connection;
    private @Nullable Future<?> idle;

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
                    awaitStream(context, server.limits().timeouts().idle());
                }
            }
        });
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == DrainEvent.INSTANCE) {
            context.close();
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
        context.close();
    }

    private void awaitStream(ChannelHandlerContext context, Duration wait) {
        disarm();
        idle = context.executor()
                .schedule(() -> close(context), wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void close(ChannelHandlerContext context) {
        context.close();
    }

    private void disarm() {
        if (idle != null) {
            idle.cancel(false);
            idle = null;
        }
    }
}
