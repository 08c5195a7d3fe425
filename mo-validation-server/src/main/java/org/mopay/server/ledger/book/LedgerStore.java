package org.mopay.server.ledger.book;

/**
 * Keeps the ledger.
 *
 * <ul>
 *   <li><b>Durable</b>: when {@link #commit} returns, the batch survives a power cut.
 *   <li><b>Atomic</b>: a batch is there wholly or not at all.
 *   <li><b>Fenced</b>: while a store is open nobody else can open it.
 *   <li><b>Never retried</b>: after a failed commit every later one fails, because the state of the
 *       disk is not known; the process has to start again from what is there.
 * </ul>
 *
 * <p>One thread at a time may load and commit. Readers are independent of it and of each other.
 */
public interface LedgerStore extends AutoCloseable {
    /** Hands over what was committed, once, before the first commit. */
    void load(LedgerImage image) throws StoreException;

    /** Writes the batch in one transaction and returns when it is durable. */
    void commit(Batch batch) throws StoreException;

    LedgerReader openReader() throws StoreException;

    /** Gives the store free. Readers have to be closed before. */
    @Override
    void close() throws StoreException;
}
