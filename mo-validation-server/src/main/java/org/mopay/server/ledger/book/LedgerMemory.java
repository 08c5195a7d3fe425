package org.mopay.server.ledger.book;

/**
 * A {@link LedgerImage} that was loaded once and is brought up to date. What is handed over replaces
 * what it holds of the same account, device or asset; the balances of an account are handed over
 * together, after the account.
 */
public interface LedgerMemory extends LedgerImage {
    /** Forgets everything: all that the store holds follows. */
    void startOver();

    /**
     * Forgets what exists only because of a batch that was not written. What the store holds of all
     * that the batch has touched follows.
     */
    void forget(Batch lost);
}
