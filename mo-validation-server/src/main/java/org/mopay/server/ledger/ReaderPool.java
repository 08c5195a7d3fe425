package org.mopay.server.ledger;

import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.StoreException;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Lends readers to queries, one at a time; a query waits when all are lent. */
final class ReaderPool implements AutoCloseable {
    private final BlockingQueue<LedgerReader> idle;
    private final int size;

    private ReaderPool(int size) {
        this.size = size;
        this.idle = new ArrayBlockingQueue<>(size);
    }

    static ReaderPool open(LedgerStore store, int size) throws StoreException {
        ReaderPool pool = new ReaderPool(size);
        for (int i = 0; i < size; i++) {
            pool.idle.add(store.openReader());
        }
        return pool;
    }

    /** A question to the store. */
    @FunctionalInterface
    interface Query<R> {
        R ask(LedgerReader reader) throws StoreException;
    }

    /**
     * Answers a question from what is committed.
     *
     * @throws LedgerException {@code STORE_UNAVAILABLE} if the store can't be read
     */
    <R> R ask(Query<R> query) {
        LedgerReader reader = borrow();
        try {
            return query.ask(reader);
        } catch (StoreException e) {
            throw new LedgerException(e.code(), "the ledger can't be read", e);
        } finally {
            idle.add(reader);
        }
    }

    private LedgerReader borrow() {
        try {
            return idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerException(ErrorCode.SHUTTING_DOWN, "interrupted before the query", e);
        }
    }

    /** Waits for the queries under way. */
    @Override
    public void close() throws StoreException {
        for (int i = 0; i < size; i++) {
            borrow().close();
        }
    }
}
