package org.mopay.server.ledger.book;

/** How a payment was decided; numbered as in the messages. */
public enum PaymentStatus {
    SETTLED(1),
    REFUSED(2),
    /** Reserved; moves once, to one of the others. */
    PENDING(3);

    private final int code;

    PaymentStatus(int code) {
        this.code = code;
    }

    /** The number that stands for this constant in a store; it never changes. */
    public int code() {
        return code;
    }

    /**
     * The constant of a stored number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static PaymentStatus ofCode(int code) {
        for (PaymentStatus each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        throw new IllegalArgumentException("no PaymentStatus has the code " + code);
    }
}
