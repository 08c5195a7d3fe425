package org.mopay.server.http;

import java.time.Duration;

/**
 * What one client, and all together, may take of the server.
 *
 * @param connections most open connections; more are closed at once
 * @param connectionsPerAddress most open connections of one client address
 * @param requestsPerAddress most requests a second of one client address, over all its
 *     connections; 0 for no limit
 * @param streams most concurrent streams of an HTTP/2 connection
 * @param headerBytes most bytes of a request's fields, and of its request line
 * @param timeouts how long each step of a request may take
 */
public record HttpLimits(
        int connections,
        int connectionsPerAddress,
        int requestsPerAddress,
        int streams,
        int headerBytes,
        Timeouts timeouts) {

    /**
     * The longest waits.
     *
     * @param handshake from the connection to the end of the TLS handshake
     * @param read from the first wait for a request to its last byte
     * @param handle from the last byte to the handler's answer; then 504
     * @param write until the client has taken the answer
     * @param idle between two requests, or on HTTP/2 without a stream
     */
    public record Timeouts(
            Duration handshake, Duration read, Duration handle, Duration write, Duration idle) {

        public static Timeouts defaults() {
            return new Timeouts(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60));
        }
    }

    public static HttpLimits defaults() {
        return new HttpLimits(4096, 1024, 2000, 100, 8192, Timeouts.defaults());
    }
}
