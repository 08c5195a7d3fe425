package org.mopay.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stands at the listening socket: keeps the open connections, turns those above the limit away. */
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private final ServerContext server;
    private final ChannelGroup open;
    private final Map<ClientAddress, Integer> byAddress = new ConcurrentHashMap<>();

    ConnectionLimit(ServerContext server, ChannelGroup open) {
        this.server = server;
        this.open = open;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel connection = (Channel) message;
        ClientAddress client = ClientAddress.of(connection.remoteAddress());
        int others = byAddress.getOrDefault(client, 0);
        if (open.size() >= server.limits().connections()
                || others >= server.limits().connectionsPerAddress()) {
            // Not registered with an event loop yet, so there is nothing but the socket to close.
            connection.unsafe().closeForcibly();
            server.observer().connectionFault(HttpObserver.Fault.TOO_MANY);
            return;
        }
        open.add(connection);
        byAddress.merge(client, 1, Integer::sum);
        server.observer().connectionOpened();
        connection.closeFuture().addListener(closed -> {
            byAddress.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
            server.observer().connectionClosed();
        });
        context.fireChannelRead(connection);
    }
}
