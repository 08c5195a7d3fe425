package org.mopay.benchmarks.load;

/** A client that holds a connection and gives nothing for it. */
enum Loiterer {
    /** Asks once, and then keeps the connection without a word. */
    IDLE("GET /healthz HTTP/1.1\r\nHost: held\r\n\r\n", ""),

    /** Never comes to the end of its header. */
    SLOW_HEADER("POST /v1/payments HTTP/1.1\r\nHost: held\r\nX-Slow: ", "a"),

    /** Never comes to the end of its body. */
    SLOW_BODY(
            "POST /v1/payments HTTP/1.1\r\nHost: held\r\nContent-Type: application/x-protobuf\r\n"
                    + "Content-Length: 1300\r\n\r\n",
            "b"),

    /** Asks for much, and takes none of it. */
    SLOW_READER("GET /v1/validator HTTP/1.1\r\nHost: held\r\n\r\n".repeat(256), "");

    private final String opening;
    private final String drop;

    Loiterer(String opening, String drop) {
        this.opening = opening;
        this.drop = drop;
    }

    /** What it begins with, once TLS is up. */
    String opening() {
        return opening;
    }

    /** What it adds every second; empty for nothing. */
    String drop() {
        return drop;
    }

    boolean reads() {
        return this != SLOW_READER;
    }

    /** The slow ones in turn. */
    static Loiterer slow(int number) {
        return values()[1 + number % (values().length - 1)];
    }
}
