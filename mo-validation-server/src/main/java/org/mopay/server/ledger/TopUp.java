package org.mopay.server.ledger;

import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TopUpRecord;

/**
 * Moves money from the float account into a customer's. {@code IDEMPOTENCY_CONFLICT} if the key was
 * used for another order, {@code ACCOUNT_UNKNOWN}, {@code ASSET_UNKNOWN} if the asset is known with
 * another exponent, {@code AMOUNT_OVERFLOW}.
 *
 * @param amount minor units, above zero
 * @param reason the operator's words, shown in the statement
 * @param at seconds since the Unix epoch
 */
public record TopUp(
        String account, Asset asset, long amount, String reason, String idempotencyKey, long at)
        implements LedgerCommand<TopUpRecord> {
    public TopUp {
        if (amount <= 0) {
            throw new IllegalArgumentException("amount " + amount);
        }
        if (idempotencyKey.isEmpty()) {
            throw new IllegalArgumentException("no idempotency key");
        }
    }

    @Override
    public TopUpRecord decideBy(Ledger ledger) throws StoreException {
        return ledger.accounts()
                .adjust(new Adjust(
                        account, AccountKind.FLOAT, asset, amount, reason, idempotencyKey, at));
    }
}
