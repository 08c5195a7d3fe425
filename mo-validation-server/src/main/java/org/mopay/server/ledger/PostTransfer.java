package org.mopay.server.ledger;

import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TransferEnd;

/**
 * Lets a reserved transfer go on, with at most what was reserved; the rest goes back.
 *
 * @param amount minor units, above zero
 * @param at seconds since the Unix epoch
 */
public record PostTransfer(String id, long amount, String reason, long at)
        implements LedgerCommand<TransferEnd> {
    public PostTransfer {
        if (amount <= 0) {
            throw new IllegalArgumentException("amount " + amount);
        }
    }

    @Override
    public TransferEnd decideBy(Ledger ledger) throws StoreException {
        return ledger.transfers().post(this);
    }
}
