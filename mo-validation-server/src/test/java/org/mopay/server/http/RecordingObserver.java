package org.mopay.server.http;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Remembers what the server tells its observer. */
final class RecordingObserver implements HttpObserver {
    final BlockingQueue<Fault> faults = new LinkedBlockingQueue<>();
    final List<String> answered = new CopyOnWriteArrayList<>();

    @Override
    public void connectionOpened() {}

    @Override
    public void connectionClosed() {}

    @Override
    public void connectionFault(Fault fault) {
        faults.add(fault);
    }

    @Override
    public void requestAnswered(String route, int status, Optional<ErrorCode> error, long nanos) {
        answered.add(route + " " + status + error.map(code -> " " + code.code()).orElse(""));
    }

    /** Waits for the next fault. */
    @Nullable
    Fault nextFault() throws InterruptedException {
        return faults.poll(30, TimeUnit.SECONDS);
    }
}
