package org.mopay.server.ledger.book;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;

/**
 * How a payment was decided, and why.
 *
 * @param code why it was refused; null when settled
 * @param category on whom the refusal rests; null when settled
 */
public record Ruling(
        PaymentStatus status,
        @Nullable ErrorCode code,
        @Nullable RefusalCategory category) {
    private static final Ruling SETTLED = new Ruling(PaymentStatus.SETTLED, null, null);

    public Ruling {
        boolean refused = status == PaymentStatus.REFUSED;
        if (refused != (code != null) || refused != (category != null)) {
            throw new IllegalArgumentException("a refusal has a code and a category");
        }
    }

    public static Ruling settled() {
        return SETTLED;
    }

    /** A refusal in the category that the registry gives the code. */
    public static Ruling refused(ErrorCode code) {
        return refused(
                code, code.exactForPayee() ? RefusalCategory.SUBMISSION : RefusalCategory.PAYER);
    }

    public static Ruling refused(ErrorCode code, RefusalCategory category) {
        return new Ruling(PaymentStatus.REFUSED, code, category);
    }

    public boolean isSettled() {
        return status == PaymentStatus.SETTLED;
    }
}
