package org.mopay.server.ledger.book;

/** What moved the money of a statement's line; numbered as in the messages. */
public enum EntryKind implements Coded {
    PAYMENT(1),
    TOP_UP(2),
    REFUND(3),
    ADJUSTMENT(4),
    HOLD(5);

    private final int code;

    EntryKind(int code) {
        this.code = code;
    }

    /** The number that stands for this constant in a store and a message; it never changes. */
    @Override
    public int code() {
        return code;
    }

    /**
     * The constant of a number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static EntryKind ofCode(int code) {
        return Coded.of(values(), code);
    }
}
