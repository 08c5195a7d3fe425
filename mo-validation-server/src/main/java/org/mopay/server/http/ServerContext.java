package org.mopay.server.http;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What all connections of one server share. */
record ServerContext(
        HttpLimits limits,
        Router router,
        HttpObserver observer,
        RateLimit addresses,
        AtomicBoolean draining,
        AtomicLong requests,
        String run) {

    static ServerContext create(HttpLimits limits, Router router, HttpObserver observer) {
        String run = Integer.toHexString(ThreadLocalRandom.current().nextInt(1 << 28));
        return new ServerContext(
                limits,
                router,
                observer,
                new RateLimit(limits.requestsPerAddress(), System::nanoTime),
                new AtomicBoolean(),
                new AtomicLong(),
                run);
    }

    /** A name for a request, unlike that of any other of this run and, most likely, of others. */
    String nextRequestId() {
        return run + "-" + requests.incrementAndGet();
    }
}
