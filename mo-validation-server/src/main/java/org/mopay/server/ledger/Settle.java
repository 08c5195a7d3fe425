package org.mopay.server.ledger;

import org.mopay.server.ledger.book.StoreException;

/**
 * Decides a payment whose signatures, times and sealed box were found good. See {@link Settlement}
 * for what is decided, and in which order.
 */
public record Settle(PaymentOrder order) implements LedgerCommand<Decision> {
    @Override
    public Decision decideBy(Ledger ledger) throws StoreException {
        return ledger.settlement().decide(order);
    }
}
