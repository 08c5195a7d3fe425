package org.mopay.server.validation;

import org.mopay.server.ledger.PaymentOrder;

/** A submission that passed every check before the ledger's own. */
public final class ValidatedPayment {
    private final PaymentOrder order;

    ValidatedPayment(PaymentOrder order) {
        this.order = order;
    }

    /** What the ledger decides. */
    public PaymentOrder order() {
        return order;
    }
}
