package org.mopay.server.http;

import io.netty.util.concurrent.EventExecutor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * Runs tasks that answer many requests each, and hands the answers to the event loops some at a time:
 * a loop that is woken for every single one wakes, encrypts and writes that often too.
 */
public final class AnswerThreads implements Executor, AutoCloseable {
    /** Answers that go out together, at most: the first one waits for the last to be made. */
    private static final int TOGETHER = 16;

    private static final ThreadLocal<@Nullable Parcel> OPEN = new ThreadLocal<>();

    private final ExecutorService pool;

    public AnswerThreads(int threads, ThreadFactory factory) {
        this.pool = Executors.newFixedThreadPool(threads, factory);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(() -> {
            Parcel parcel = new Parcel();
            OPEN.set(parcel);
            try {
                task.run();
            } finally {
                OPEN.remove();
                parcel.send();
            }
        });
    }

    /** Runs a task on the event loop: together with others if this is a thread that answers many. */
    static void hand(EventExecutor loop, Runnable task) {
        Parcel parcel = OPEN.get();
        if (parcel == null) {
            loop.execute(task);
        } else {
            parcel.add(loop, task);
        }
    }

    /** Takes no more tasks; those that wait are run. */
    @Override
    public void close() {
        pool.shutdown();
    }

    /** What is still to be handed over, by event loop. */
    private static final class Parcel {
        private final Map<EventExecutor, List<Runnable>> tasks = new IdentityHashMap<>();
        private int size;

        void add(EventExecutor loop, Runnable task) {
            tasks.computeIfAbsent(loop, any -> new ArrayList<>()).add(task);
            size++;
            if (size == TOGETHER) {
                send();
            }
        }

        void send() {
            tasks.forEach((loop, together) -> loop.execute(() -> together.forEach(Runnable::run)));
            tasks.clear();
            size = 0;
        }
    }
}
