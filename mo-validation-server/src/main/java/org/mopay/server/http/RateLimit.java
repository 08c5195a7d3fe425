package org.mopay.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Admits so many events a second of each key, and twice as many at once after a quiet second: the
 * generic cell rate algorithm (ITU-T I.371), which keeps one number a key. Keys are forgotten when
 * their bucket is full again, and the least used ones when there are too many. Thread-safe.
 */
public final class RateLimit {
    private static final int MOST_KEYS = 100_000;
    private static final int BURST_SECONDS = 2;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long interval;
    private final LongSupplier nanoTime;
    private final long origin;

    /** By key: when its bucket would be full again, in nanoseconds since the origin. */
    private final Cache<Object, Long> fullAt = Caffeine.newBuilder()
            .maximumSize(MOST_KEYS)
            .expireAfterWrite(Duration.ofSeconds(2 * BURST_SECONDS))
            .executor(Runnable::run)
            .build();

    /**
     * A limit for each key.
     *
     * @param perSecond events a second; 0 for no limit
     * @param nanoTime such as {@link System#nanoTime}
     */
    public RateLimit(int perSecond, LongSupplier nanoTime) {
        this.interval = perSecond == 0 ? 0 : SECOND / perSecond;
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
    }

    /**
     * Counts an event of a key, if it is admitted.
     *
     * @return how long to wait before the next try; zero if it is admitted
     */
    public Duration admit(Object key) {
        if (interval == 0) {
            return Duration.ZERO;
        }
        long now = nanoTime.getAsLong() - origin;
        Attempt attempt = new Attempt(now);
        fullAt.asMap().compute(key, (same, full) -> attempt.after(full == null ? now : full));
        return Duration.ofNanos(attempt.wait);
    }

    /** One event against the bucket of its key. */
    private final class Attempt {
        private final long now;
        private long wait;

        Attempt(long now) {
            this.now = now;
        }

        long after(long full) {
            long next = Math.max(full, now) + interval;
            wait = Math.max(0, next - now - BURST_SECONDS * SECOND);
            return wait == 0 ? next : full;
        }
    }
}
