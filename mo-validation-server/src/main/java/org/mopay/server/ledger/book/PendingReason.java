package org.mopay.server.ledger.book;

/** What a pending payment waits for; numbered as in the messages. */
public enum PendingReason implements Coded {
    /** The payer shows once more that it is the payer. */
    STEP_UP(1),
    /** The operator looks at it. */
    REVIEW(2);

    private final int code;

    PendingReason(int code) {
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
    public static PendingReason ofCode(int code) {
        return Coded.of(values(), code);
    }
}
