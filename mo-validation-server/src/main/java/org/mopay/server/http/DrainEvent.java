package org.mopay.server.http;

/** Tells the handlers of a connection that the server takes no more requests. */
enum DrainEvent {
    INSTANCE
}
