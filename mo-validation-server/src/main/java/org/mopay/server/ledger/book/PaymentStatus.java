package org.mopay.server.ledger.book;

/** How a payment was decided; numbered as in the messages. */
public enum PaymentStatus implements Coded {
    SETTLED(1),
    REFUSED(2),
    /** Reserved; moves once, to one of the others. */
    PENDING(3);

    private final int code;

    PaymentStatus(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }

    /**
     * The constant of a stored number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static PaymentStatus ofCode(int code) {
        return Coded.of(values(), code);
    }
}
