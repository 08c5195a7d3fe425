package org.mopay.server.ledger;

import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TopUpRecord;

/**
 * Moves money between an account and one of the ledger's own, because the operator says so. {@code
 * IDEMPOTENCY_CONFLICT} if the key was used for another order, {@code ACCOUNT_UNKNOWN}, {@code
 * ASSET_UNKNOWN} if the asset is known with another exponent, {@code INSUFFICIENT_FUNDS} if the side
 * that gives does not have it, {@code AMOUNT_OVERFLOW}.
 *
 * @param account a customer's, or {@code mo:reserve}
 * @param against {@link AccountKind#FLOAT}: money that comes in or leaves; {@link
 *     AccountKind#RESERVE}: the operator's own
 * @param amount minor units, not zero: above zero the account gets it, below zero it gives it
 * @param reason the operator's words, shown in the statement
 * @param at seconds since the Unix epoch
 */
public record Adjust(
        String account,
        AccountKind against,
        Asset asset,
        long amount,
        String reason,
        String idempotencyKey,
        long at)
        implements LedgerCommand<TopUpRecord> {
    public Adjust {
        boolean form = amount != 0
                && amount != Long.MIN_VALUE
                && !idempotencyKey.isEmpty()
                && (against == AccountKind.FLOAT || against == AccountKind.RESERVE);
        if (!form) {
            throw new IllegalArgumentException(amount + " against " + against);
        }
    }

    @Override
    public TopUpRecord decideBy(Ledger ledger) throws StoreException {
        return ledger.accounts().adjust(this);
    }
}
