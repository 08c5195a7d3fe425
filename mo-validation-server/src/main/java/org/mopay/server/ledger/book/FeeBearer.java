package org.mopay.server.ledger.book;

/** Who bears the fee of a payment; numbered as in the messages. */
public enum FeeBearer implements Coded {
    PAYER(1),
    PAYEE(2);

    private final int code;

    FeeBearer(int code) {
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
    public static FeeBearer ofCode(int code) {
        return Coded.of(values(), code);
    }
}
