package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.SecondFactor;

/**
 * Gives an account a generator of time-based codes, in place of the one it had. {@code
 * ACCOUNT_UNKNOWN}.
 *
 * @param wrappedSecret encrypted by the validator; opaque here
 * @param reason for the audit
 * @param at seconds since the Unix epoch
 */
public record SetSecondFactor(String account, Bytes wrappedSecret, String reason, long at)
        implements LedgerCommand<SecondFactor> {
    @Override
    public SecondFactor decideBy(Ledger ledger) {
        return ledger.pendingPayments().setSecondFactor(this);
    }
}
