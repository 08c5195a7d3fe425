package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The commands that wait for the writer: bounded, and closed once and for all.
 *
 * <p>A commit costs much the same for one command as for many. So while several come at a time, the
 * next group gathers until the delay since the one before is over, or enough have come. Commands that
 * come one by one, however fast, wait for nobody.
 */
final class CommandQueue {
    private static final int TRY_AGAIN_SECONDS = 1;

    /** Commands in a group that make others likely to follow at once. */
    private static final int SIBLINGS = 5;

    /** Commands that are worth a commit before the delay is over. */
    static final int ENOUGH = 64;

    private final int capacity;
    private final long delayNanos;
    private final ArrayDeque<PendingCommand<?>> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition gathered = lock.newCondition();
    private @Nullable LedgerException closed;
    private boolean busy;
    private long lastTaken;

    /**
     * An empty queue.
     *
     * @param delay between two groups while several commands come at a time
     */
    CommandQueue(int capacity, Duration delay) {
        this.capacity = capacity;
        this.delayNanos = delay.toNanos();
    }

    /** Lets the command wait, or fails it at once when the queue is full or closed. */
    void offer(PendingCommand<?> command) {
        LedgerException refusal = enqueue(command);
        if (refusal != null) {
            command.fail(refusal);
        }
    }

    private @Nullable LedgerException enqueue(PendingCommand<?> command) {
        lock.lock();
        try {
            if (closed != null) {
                return closed;
            }
            if (waiting.size() == capacity) {
                return new LedgerException(
                        ErrorCode.TRY_LATER, TRY_AGAIN_SECONDS, "the ledger's queue is full");
            }
            waiting.add(command);
            if (waiting.size() == 1) {
                arrived.signal();
            } else if (waiting.size() == ENOUGH) {
                gathered.signal();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for commands and takes those that have arrived.
     *
     * @return at most so many; none when the queue is closed and empty
     */
    List<PendingCommand<?>> take(int most) {
        lock.lock();
        try {
            while (waiting.isEmpty() && closed == null) {
                arrived.awaitUninterruptibly();
            }
            gather();
            List<PendingCommand<?>> taken = new ArrayList<>(Math.min(most, waiting.size()));
            while (taken.size() < most && !waiting.isEmpty()) {
                taken.add(waiting.remove());
            }
            busy = taken.size() >= SIBLINGS;
            lastTaken = System.nanoTime();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void gather() {
        long left = busy ? lastTaken + delayNanos - System.nanoTime() : 0;
        while (left > 0 && waiting.size() < ENOUGH && closed == null) {
            try {
                left = gathered.awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Takes no more commands: later ones fail with the reason, waiting ones stay. */
    void close(LedgerException reason) {
        lock.lock();
        try {
            if (closed == null) {
                closed = reason;
            }
            arrived.signal();
            gathered.signal();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
