package org.mopay.server.ledger;

import org.mopay.core.error.ErrorCode;

/**
 * A command or query that recorded nothing. With {@code STORE_UNAVAILABLE} a command may have been
 * recorded all the same; sent again, it finds out.
 */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final long retryAfter;

    public LedgerException(ErrorCode code, String detail) {
        this(code, 0, detail);
    }

    /**
     * An error that time heals.
     *
     * @param retryAfter seconds until the same command may succeed, 0 if not known
     */
    public LedgerException(ErrorCode code, long retryAfter, String detail) {
        super(code.code() + " " + detail);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    public LedgerException(ErrorCode code, String detail, Throwable cause) {
        super(code.code() + " " + detail, cause);
        this.code = code;
        this.retryAfter = 0;
    }

    public ErrorCode code() {
        return code;
    }

    /** Seconds until the same command may succeed, 0 if not known. */
    public long retryAfter() {
        return retryAfter;
    }
}
