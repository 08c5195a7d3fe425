package org.mopay.server.ledger.book;

import org.mopay.core.error.ErrorCode;

/**
 * A batch was decided on memory that is not what the store holds, because others write to it too:
 * nothing of it was written. Decided again on what the store holds, it may be.
 */
public final class Overtaken extends StoreException {
    private static final long serialVersionUID = 1L;

    public Overtaken(String detail) {
        super(ErrorCode.TRY_LATER, detail);
    }

    public Overtaken(String detail, Throwable cause) {
        super(ErrorCode.TRY_LATER, detail, cause);
    }
}
