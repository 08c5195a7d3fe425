package org.mopay.server.http;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Remembers what the server tells its observer. */
final class RecordingObserver implements HttpObserver {
    final BlockingQueue<Fault> faults = new LinkedBlockingQueue<>();
    final Semaphore closed = new Semaphore(0);
    final List<String> answered = new CopyOnWriteArrayList<>();

    @Override
    public void connectionOpened() {}

    @Override
    public void connectionClosed() {
        closed.release();
    }

    @Override
    public void connectionFault(Fault fault) {
        faults.add(fault);
    }

    @Override
    public void requestAnswered(String route, int status, Optional<ErrorCode> error, long nanos) {
        answered.add(route + " " + status + error.map(code -> " " + code.code()).orElse(""));
    }

    /** Waits until one more connection has ended. */
    void awaitClosed() throws InterruptedException {
        if (!closed.tryAcquire(30, TimeUnit.SECONDS)) {
            throw new AssertionError("no connection has ended");
        }
    }

    /** Waits for the next fault. */
    @Nullable
    Fault nextFault() throws InterruptedException {
        return faults.poll(30, TimeUnit.SECONDS);
    }
}
