package org.mopay.server.ledger.book;

/** Who bears the fee of a payment; numbered as in the messages. */
public enum FeeBearer {
    PAYER(1),
    PAYEE(2);

    private final int code;

    FeeBearer(int code) {
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
    public static FeeBearer ofCode(int code) {
        for (FeeBearer each : values()) {
            if (each.code == code) {
                return each;
            }
        }
        throw new IllegalArgumentException("no FeeBearer has the code " + code);
    }
}
