package org.mopay.server.ledger.book;

import org.mopay.core.error.ErrorCode;

/**
 * The store can't be opened, read or written. After a failed commit nobody knows what is on the
 * disk, so a store that threw one takes no more batches.
 */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public StoreException(ErrorCode code, String detail) {
        super(code.code() + " " + detail);
        this.code = code;
    }

    public StoreException(ErrorCode code, String detail, Throwable cause) {
        super(code.code() + " " + detail, cause);
        this.code = code;
    }

    /** {@code STORE_UNAVAILABLE}, {@code LEDGER_CORRUPT} or {@code DATA_DIRECTORY_LOCKED}. */
    public ErrorCode code() {
        return code;
    }
}
