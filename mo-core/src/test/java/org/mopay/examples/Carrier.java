package org.mopay.examples;

import org.mopay.core.bytes.Bytes;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One phone's end of the way to the other phone; an app has NFC, Bluetooth or TCP here. */
final class Carrier {
    private final BlockingQueue<Bytes> arriving;
    private final BlockingQueue<Bytes> leaving;

    private Carrier(BlockingQueue<Bytes> arriving, BlockingQueue<Bytes> leaving) {
        this.arriving = arriving;
        this.leaving = leaving;
    }

    /** Two ends that see each other. */
    static Carrier[] pair() {
        BlockingQueue<Bytes> there = new LinkedBlockingQueue<>();
        BlockingQueue<Bytes> back = new LinkedBlockingQueue<>();
        return new Carrier[] {new Carrier(back, there), new Carrier(there, back)};
    }

    void send(Bytes frame) {
        leaving.add(frame);
    }

    /** The next frame, or nothing if none comes within these seconds. */
    Optional<Bytes> receive(long seconds) {
        try {
            return Optional.ofNullable(arriving.poll(seconds, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
