package org.mopay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

class RateLimitTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final RateLimit limit = new RateLimit(10, nanos::get);

    private int admitted(Object key, int tries) {
        return (int) IntStream.range(0, tries)
                .filter(each -> limit.admit(key).isZero())
                .count();
    }

    @Test
    void admitsTwoSecondsWorthAtOnceAndThenAsManyASecondAsItIsSet() {
        assertThat(admitted("one", 100)).isEqualTo(20);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(admitted("one", 100)).isEqualTo(10);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(100));
        assertThat(admitted("one", 100)).isEqualTo(20);
    }

    @Test
    void saysHowLongToWaitAndAdmitsAfterThat() {
        assertThat(admitted("one", 20)).isEqualTo(20);
        Duration wait = limit.admit("one");
        assertThat(wait).isEqualTo(Duration.ofMillis(100));
        nanos.addAndGet(wait.toNanos() - 1);
        assertThat(limit.admit("one")).isEqualTo(Duration.ofNanos(1));
        nanos.incrementAndGet();
        assertThat(limit.admit("one")).isZero();
    }

    @Test
    void keepsTheKeysApart() {
        assertThat(admitted("one", 100)).isEqualTo(20);
        assertThat(admitted("other", 100)).isEqualTo(20);
    }

    @Test
    void countsEveryEventOfManyThreads() {
        AtomicInteger admitted = new AtomicInteger();
        CompletableFuture.allOf(IntStream.range(0, 8)
                        .mapToObj(each -> CompletableFuture.runAsync(
                                () -> admitted.addAndGet(admitted("one", 50))))
                        .toArray(CompletableFuture[]::new))
                .join();
        assertThat(admitted).hasValue(20);
    }

    @Test
    void limitsNothingWhenItIsZero() {
        RateLimit none = new RateLimit(0, nanos::get);
        assertThat(IntStream.range(0, 1000).allMatch(each -> none.admit("one").isZero()))
                .isTrue();
    }
}
