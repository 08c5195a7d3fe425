package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.LedgerImage;
import org.mopay.server.ledger.book.LedgerMemory;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.StoreException;

/** A real store with a place for a fault in front of every commit. */
final class StoreSeam implements LedgerStore {
    private final LedgerStore store;
    private volatile Fault beforeCommit = () -> {};

    StoreSeam(LedgerStore store) {
        this.store = store;
    }

    /** What happens instead of, or before, a commit. */
    @FunctionalInterface
    interface Fault {
        void strike() throws StoreException;
    }

    void beforeCommit(Fault fault) {
        beforeCommit = fault;
    }

    @Override
    public void load(LedgerImage image) throws StoreException {
        store.load(image);
    }

    @Override
    public void commit(Batch batch) throws StoreException {
        beforeCommit.strike();
        store.commit(batch);
    }

    /** As a store that others write to, with a place for a fault between what they did and the decision. */
    @Override
    public boolean commitUpToDate(@Nullable Batch lost, LedgerMemory memory, Deciding deciding)
            throws StoreException {
        memory.startOver();
        store.load(memory);
        beforeCommit.strike();
        store.commit(deciding.decide());
        return false;
    }

    @Override
    public LedgerReader openReader() throws StoreException {
        return store.openReader();
    }

    @Override
    public void close() throws StoreException {
        store.close();
    }
}
