package org.mopay.server.http;

import org.mopay.core.error.ErrorCode;

import java.util.Optional;

/** Is told what the server does, on event loops: counts and returns. */
public interface HttpObserver {
    /** Route of a request that fits no route. */
    String NO_ROUTE = "none";

    /** Why a connection was ended by the server before its time. */
    enum Fault {
        /** The limit of open connections, of all or of one address, was reached. */
        TOO_MANY,
        /** No TLS 1.3 handshake: garbage, plain text, an old version, or a client that left. */
        HANDSHAKE,
        /** A request, or the taking of its answer, took too long. */
        TIMEOUT,
        /** HTTP was broken or abused: bad syntax, floods. */
        PROTOCOL
    }

    void connectionOpened();

    void connectionClosed();

    void connectionFault(Fault fault);

    /**
     * An answer is about to be written.
     *
     * @param route the template of the route, or {@link #NO_ROUTE}
     * @param nanos since the request's head was read
     */
    void requestAnswered(String route, int status, Optional<ErrorCode> error, long nanos);
}
