package org.mopay.server.ledger.book;

/** Whether a device may pay. */
public enum DeviceStatus implements Coded {
    ACTIVE(1),
    /** Its credential signed two different payments, or the operator stopped it; can be undone. */
    FROZEN(2),
    /** Given up for good. */
    REVOKED(3);

    private final int code;

    DeviceStatus(int code) {
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
    public static DeviceStatus ofCode(int code) {
        return Coded.of(values(), code);
    }
}
