package org.mopay.server.ledger.book;

import org.mopay.core.error.ErrorCode;

/**
 * The store can't be opened, read or written. With {@code TRY_LATER} nothing was written and the
 * store may be back in a moment. With any other code nobody knows what a failed commit has left, so
 * a store that threw one takes no more batches.
 */
public sealed class StoreException extends Exception permits Overtaken {
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

    /**
     * {@code STORE_UNAVAILABLE}, {@code LEDGER_CORRUPT}, {@code LEDGER_OUTDATED}, {@code
     * DATA_DIRECTORY_LOCKED} or {@code TRY_LATER}.
     */
    public ErrorCode code() {
        return code;
    }
}
