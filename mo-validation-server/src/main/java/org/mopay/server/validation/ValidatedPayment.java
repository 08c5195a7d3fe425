package org.mopay.server.validation;

import org.mopay.core.bytes.Bytes;
import org.mopay.proto.v1.Role;
import org.mopay.server.ledger.CancelPayment;
import org.mopay.server.ledger.PaymentOrder;
import org.mopay.server.ledger.Settle;

/** A submission that passed every check before the ledger's own. */
public final class ValidatedPayment {
    private final PaymentOrder order;
    private final Role submitter;

    ValidatedPayment(PaymentOrder order, Role submitter) {
        this.order = order;
        this.submitter = submitter;
    }

    /** Whether the payee has submitted it, who may not learn what rests on the payer's state. */
    public boolean isSubmittedByPayee() {
        return submitter == Role.ROLE_PAYEE;
    }

    /** The device that has submitted it, 8 bytes. */
    public Bytes submitter() {
        return isSubmittedByPayee() ? order.payee().device() : order.payer().device();
    }

    /** What the ledger decides. */
    public PaymentOrder order() {
        return order;
    }

    /** To have it settled. */
    public ValidatedCommand toSettle() {
        return new ValidatedCommand(new Settle(order), submitter(), isSubmittedByPayee());
    }

    /** To have it refused, because its payer wishes so in this message. */
    ValidatedCommand toCancel(Bytes message) {
        return new ValidatedCommand(
                new CancelPayment(order.on(message)), submitter(), isSubmittedByPayee());
    }
}
