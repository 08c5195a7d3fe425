package org.mopay.server.ledger.book;

/** How a transfer ended. */
public enum TransferOutcome implements Coded {
    /** At most what was reserved went on, and the rest back. */
    POSTED(1),
    /** All of it went back because somebody wanted it so. */
    VOIDED(2),
    /** All of it went back because its time was over. */
    EXPIRED(3);

    private final int code;

    TransferOutcome(int code) {
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
    public static TransferOutcome ofCode(int code) {
        return Coded.of(values(), code);
    }
}
