package org.mopay.server.ledger.book;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;

/**
 * How a payment was decided, and why.
 *
 * @param code why it was refused; null unless refused
 * @param category on whom the refusal rests; null unless refused
 * @param waiting what a pending payment waits for; null for every other
 */
public record Ruling(
        PaymentStatus status,
        @Nullable ErrorCode code,
        @Nullable RefusalCategory category,
        @Nullable Waiting waiting) {
    private static final Ruling SETTLED = new Ruling(PaymentStatus.SETTLED, null, null, null);

    public Ruling {
        boolean refused = status == PaymentStatus.REFUSED;
        if (refused != (code != null) || refused != (category != null)) {
            throw new IllegalArgumentException("a refusal has a code and a category");
        }
        if ((status == PaymentStatus.PENDING) != (waiting != null)) {
            throw new IllegalArgumentException("what is pending waits for something");
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
        return new Ruling(PaymentStatus.REFUSED, code, category, null);
    }

    public static Ruling pending(Waiting waiting) {
        return new Ruling(PaymentStatus.PENDING, null, null, waiting);
    }

    public boolean isPending() {
        return status == PaymentStatus.PENDING;
    }

    public boolean isSettled() {
        return status == PaymentStatus.SETTLED;
    }
}
