package org.mopay.server.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * Whom limits by address are about: an IPv4 address, or the network of an IPv6 one, because a single
 * client has all of its 64 lower bits.
 */
record ClientAddress(long prefix, boolean sixth) {
    static ClientAddress of(SocketAddress remote) {
        InetAddress address = remote instanceof InetSocketAddress known ? known.getAddress() : null;
        if (address instanceof Inet6Address) {
            return new ClientAddress(ByteBuffer.wrap(address.getAddress()).getLong(), true);
        }
        long prefix =
                address == null ? 0 : ByteBuffer.wrap(address.getAddress()).getInt();
        return new ClientAddress(prefix, false);
    }
}
