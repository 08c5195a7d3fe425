package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The commands that wait for the writer: bounded, and closed once and for all. */
final class CommandQueue {
    private static final int TRY_AGAIN_SECONDS = 1;

    private final int capacity;
    private final ArrayDeque<PendingCommand<?>> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable LedgerException closed;

    CommandQueue(int capacity) {
        this.capacity = capacity;
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
            changed.signal();
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
                changed.awaitUninterruptibly();
            }
            List<PendingCommand<?>> taken = new ArrayList<>(Math.min(most, waiting.size()));
            while (taken.size() < most && !waiting.isEmpty()) {
                taken.add(waiting.remove());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more commands: later ones fail with the reason, waiting ones stay. */
    void close(LedgerException reason) {
        lock.lock();
        try {
            if (closed == null) {
                closed = reason;
            }
            changed.signalAll();
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
