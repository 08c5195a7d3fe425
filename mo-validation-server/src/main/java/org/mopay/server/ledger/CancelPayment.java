package org.mopay.server.ledger;

import org.mopay.server.ledger.book.StoreException;

/**
 * Refuses a payment for good because its payer wants it so, unless it is decided already. It was
 * validated like one to be settled; see {@link Settlement}.
 */
public record CancelPayment(PaymentOrder order) implements LedgerCommand<Decision> {
    @Override
    public Decision decideBy(Ledger ledger) throws StoreException {
        return ledger.settlement().cancel(order);
    }
}
