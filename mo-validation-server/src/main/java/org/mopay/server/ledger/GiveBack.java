package org.mopay.server.ledger;

import org.mopay.server.ledger.book.RefundRecord;
import org.mopay.server.ledger.book.StoreException;

/**
 * Decides a refund whose signature, time and sealed box were found good. See {@link Refunds} for what
 * is decided, and in which order.
 */
public record GiveBack(RefundOrder order) implements LedgerCommand<RefundRecord> {
    @Override
    public RefundRecord decideBy(Ledger ledger) throws StoreException {
        return ledger.refunds().decide(order);
    }
}
