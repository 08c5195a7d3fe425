package org.mopay.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;

/** Stands at the listening socket: keeps the open connections, turns those above the limit away. */
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private final ServerContext server;
    private final ChannelGroup open;

    ConnectionLimit(ServerContext server, ChannelGroup open) {
        this.server = server;
        this.open = open;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel connection = (Channel) message;
        if (open.size() >= server.limits().connections()) {
            // Not registered with an event loop yet, so there is nothing but the socket to close.
            connection.unsafe().closeForcibly();
            server.observer().connectionFault(HttpObserver.Fault.TOO_MANY);
            return;
        }
        open.add(connection);
        server.observer().connectionOpened();
        connection.closeFuture().addListener(closed -> server.observer().connectionClosed());
        context.fireChannelRead(connection);
    }
}
