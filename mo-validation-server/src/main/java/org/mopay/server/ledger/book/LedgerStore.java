package org.mopay.server.ledger.book;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the ledger.
 *
 * <ul>
 *   <li><b>Durable</b>: when {@link #commit} returns, the batch survives a power cut.
 *   <li><b>Atomic</b>: a batch is there wholly or not at all.
 *   <li><b>One order</b>: a batch is written only after all batches that its writer knows of, and
 *       only if there are no others. A store that one process has for itself makes sure of it when it
 *       is opened; a store that several write to says {@link Overtaken}.
 *   <li><b>Never guessed</b>: after a commit that failed with anything but {@code TRY_LATER} every
 *       later one fails, because nobody knows what the store holds; the process has to start again
 *       from what is there.
 * </ul>
 *
 * <p>One thread at a time may load and commit. Readers are independent of it and of each other.
 */
public interface LedgerStore extends AutoCloseable {
    /** Hands over what was committed, once, before the first commit. */
    void load(LedgerImage image) throws StoreException;

    /**
     * Writes the batch in one transaction and returns when it is durable. An empty batch writes
     * nothing: it asks whether what was decided not to be recorded was decided on what is committed.
     *
     * @throws Overtaken if others have committed since; nothing was written
     */
    void commit(Batch batch) throws StoreException;

    /**
     * Brings memory up to date, has a batch decided on it, and commits that while nobody else can.
     * For after {@link Overtaken} or {@code TRY_LATER}.
     *
     * @param lost what memory holds of a batch that was not written; null if it can't be said what
     *     memory holds
     * @return whether others have committed since this store was up to date
     */
    default boolean commitUpToDate(@Nullable Batch lost, LedgerMemory memory, Deciding deciding)
            throws StoreException {
        throw new IllegalStateException("nobody else writes to this store");
    }

    /** Decides on memory what is to be written; an empty batch for nothing. */
    @FunctionalInterface
    interface Deciding {
        Batch decide() throws StoreException;
    }

    LedgerReader openReader() throws StoreException;

    /** Gives the store free. Readers have to be closed before. */
    @Override
    void close() throws StoreException;
}
