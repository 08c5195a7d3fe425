package org.mopay.server.http;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.Http2Exception;

import java.io.IOException;

/** Tells the peer's faults and the network's, which are counted, from ours, which are logged. */
final class ConnectionFaults {
    private ConnectionFaults() {}

    /** Whether the peer or the network is to blame; {@code SSLException} is an IOException. */
    static boolean isPeers(Throwable cause) {
        return cause instanceof IOException
                || cause instanceof DecoderException
                || cause instanceof Http2Exception;
    }
}
