package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;

/**
 * That an account has paid a shareable request.
 *
 * @param request as in {@link RequestUse}
 * @param account number of the payer's account
 * @param turns how often it has taken its turn or got it back: odd while it has paid, and 0 before
 */
public record RequestPayer(Bytes request, long account, int turns) {
    public boolean hasPaid() {
        return turns % 2 == 1;
    }

    /** Takes the turn, or gives it back. */
    public RequestPayer next() {
        return new RequestPayer(request, account, turns + 1);
    }
}
