package org.mopay.server.store.sqlite;

import org.jspecify.annotations.Nullable;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sql.Session;
import org.mopay.server.thread.Threads;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Copies the write-ahead log back into the file on a thread of its own, while commits go on: within a
 * commit that would hold up every payment for some tenths of a second. New commits write past what
 * is copied, so the thread never quite reaches the end; when little is left the writer does that,
 * and the log starts anew.
 */
final class Checkpointer implements AutoCloseable {
    private static final long PAUSE_MILLIS = 250;

    /** Pages of a log that is worth starting anew. */
    private static final long LONG = 4096;

    /** Pages that the writer may copy itself. */
    private static final long FEW = 256;

    private final Session session;
    private final Thread thread = new Thread(this::run, "ledger-checkpointer");
    private final Semaphore stopped = new Semaphore(0);
    private volatile boolean nearlyDone;
    private volatile @Nullable StoreException failure;

    private Checkpointer(Session session) {
        this.session = session;
    }

    static Checkpointer start(SqliteDatabase database) throws StoreException {
        Checkpointer checkpointer = new Checkpointer(Session.open(database));
        checkpointer.thread.setDaemon(true);
        checkpointer.thread.start();
        return checkpointer;
    }

    /**
     * Ends a checkpoint, if it is the time to, between two commits of the writer.
     *
     * @throws StoreException if a checkpoint has failed: nobody knows what of the file is durable
     */
    void finishIn(Session writer) throws StoreException {
        StoreException failed = failure;
        if (failed != null) {
            throw failed;
        }
        if (nearlyDone) {
            nearlyDone = false;
            copy(writer);
        }
    }

    private void run() {
        try {
            while (!stopped.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                Log log = copy(session);
                nearlyDone = log.pages > LONG && log.pages - log.copied < FEW;
            }
        } catch (StoreException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long the log is, and how much of it was copied. */
    private record Log(long pages, long copied) {}

    /** Waits for nobody: what a reader still needs is copied the next time. */
    private static Log copy(Session session) throws StoreException {
        return session.on("PRAGMA wal_checkpoint(PASSIVE)")
                .first(row -> {
                    row.integer(); // Whether somebody else was at it.
                    return new Log(row.integer(), row.integer());
                })
                .orElse(new Log(0, 0));
    }

    @Override
    public void close() throws StoreException {
        stopped.release();
        Threads.awaitEnd(thread);
        session.close();
    }
}
