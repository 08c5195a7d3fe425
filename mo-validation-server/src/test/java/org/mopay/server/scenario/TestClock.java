package org.mopay.server.scenario;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The clock of a server and its phones: it starts now and goes on when it is told to. */
final class TestClock implements LongSupplier {
    private final AtomicLong now = new AtomicLong(Instant.now().getEpochSecond());

    @Override
    public long getAsLong() {
        return now.get();
    }

    void advance(long seconds) {
        now.addAndGet(seconds);
    }
}
