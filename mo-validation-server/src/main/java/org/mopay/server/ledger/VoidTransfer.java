package org.mopay.server.ledger;

import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TransferEnd;

/**
 * Gives a reserved transfer back.
 *
 * @param at seconds since the Unix epoch
 */
public record VoidTransfer(String id, String reason, long at)
        implements LedgerCommand<TransferEnd> {
    @Override
    public TransferEnd decideBy(Ledger ledger) throws StoreException {
        return ledger.transfers().giveUp(this);
    }
}
