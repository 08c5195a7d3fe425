package org.mopay.server.http;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The one deadline that holds at a time. While it only moves away, its timer is left as it is and
 * looks again when it rings: a request moves it with each stage, and hardly any timer ever rings.
 * All calls are on the event loop.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // Whether a timer was stopped in time changes nothing.
final class Deadline {
    private @Nullable Future<?> timer;
    private @Nullable Runnable expired;
    private long ringsAt;
    private long endsAt;

    /** Runs {@code whenExpired} after {@code wait}, in place of what was to run before. */
    void set(EventExecutor loop, Duration wait, Runnable whenExpired) {
        long now = loop.ticker().nanoTime();
        endsAt = now + wait.toNanos();
        expired = whenExpired;
        if (timer == null || endsAt - ringsAt < 0) {
            start(loop, now);
        }
    }

    void clear() {
        expired = null;
        stop();
    }

    private void start(EventExecutor loop, long now) {
        stop();
        ringsAt = endsAt;
        timer = loop.schedule(() -> ring(loop), endsAt - now, TimeUnit.NANOSECONDS);
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void ring(EventExecutor loop) {
        timer = null;
        long now = loop.ticker().nanoTime();
        Runnable due = expired;
        if (endsAt - now > 0) {
            start(loop, now);
        } else if (due != null) {
            expired = null;
            due.run();
        }
    }
}
