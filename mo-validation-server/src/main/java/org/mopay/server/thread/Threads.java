package org.mopay.server.thread;

/** What is done with single threads. */
public final class Threads {
    private Threads() {}

    /** Waits for a thread's end, also when interrupted; the interrupt is kept for the caller. */
    public static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
