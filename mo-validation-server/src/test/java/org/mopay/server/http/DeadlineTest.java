package org.mopay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

class DeadlineTest {
    private final MockTicker ticker = Ticker.newMockTicker();
    private final EmbeddedChannel channel =
            EmbeddedChannel.builder().ticker(ticker).build();
    private final Deadline deadline = new Deadline();
    private final List<String> expired = new ArrayList<>();

    @AfterEach
    void close() {
        channel.close();
    }

    private void set(long seconds, String name) {
        deadline.set(channel.eventLoop(), Duration.ofSeconds(seconds), () -> expired.add(name));
    }

    private void pass(long nanos) {
        ticker.advance(nanos, TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void expiresOnceWhenItsWaitIsOver() {
        set(10, "first");
        pass(seconds(10) - 1);
        assertThat(expired).isEmpty();
        pass(1);
        pass(seconds(100));
        assertThat(expired).containsExactly("first");
    }

    @Test
    void expiresAtTheLatestEndWhenItMovesAway() {
        set(10, "first");
        pass(seconds(6));
        set(10, "second");
        pass(seconds(6));
        set(60, "third");
        pass(seconds(60) - 1);
        assertThat(expired).isEmpty();
        pass(1);
        pass(seconds(100));
        assertThat(expired).containsExactly("third");
    }

    @Test
    void expiresAtTheNewEndWhenItMovesNearer() {
        set(60, "first");
        set(2, "second");
        pass(seconds(2));
        assertThat(expired).containsExactly("second");
        pass(seconds(100));
        assertThat(expired).containsExactly("second");
    }

    @Test
    void neverExpiresAfterItIsCleared() {
        set(10, "first");
        pass(seconds(6));
        set(10, "second");
        deadline.clear();
        pass(seconds(100));
        assertThat(expired).isEmpty();
    }

    @Test
    void canBeSetAgainByWhatItRuns() {
        deadline.set(channel.eventLoop(), Duration.ofSeconds(1), () -> set(1, "again"));
        pass(seconds(1));
        assertThat(expired).isEmpty();
        pass(seconds(1));
        assertThat(expired).containsExactly("again");
    }
}
