package org.mopay.server.ledger.book;

/**
 * On whom a refusal rests, which is what a payee may learn of it; numbered as in the messages.
 */
public enum RefusalCategory implements Coded {
    /** A fault visible in the submission itself: the code is for everybody. */
    SUBMISSION(1),
    /** The payer's account or device: the code is for the payer alone. */
    PAYER(2),
    /** The payee's account or credential. */
    PAYEE(3);

    private final int code;

    RefusalCategory(int code) {
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
    public static RefusalCategory ofCode(int code) {
        return Coded.of(values(), code);
    }
}
