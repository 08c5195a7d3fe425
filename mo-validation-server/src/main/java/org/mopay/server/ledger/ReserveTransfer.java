package org.mopay.server.ledger;

import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TransferRecord;

/**
 * Reserves money of one account for another. See {@link Transfers} for what is decided, and in which
 * order.
 *
 * @param id unique: the same order again is answered with its record
 * @param holding {@link AccountKind#PENDING} or {@link AccountKind#HOLD}
 * @param amount minor units, above zero
 * @param deadline the last second at which it can be posted; 0 for none
 * @param at seconds since the Unix epoch
 */
public record ReserveTransfer(
        String id,
        String from,
        String to,
        AccountKind holding,
        Asset asset,
        long amount,
        long deadline,
        String reason,
        long at)
        implements LedgerCommand<TransferRecord> {
    public ReserveTransfer {
        if (amount <= 0 || id.isEmpty() || !holding.holds()) {
            throw new IllegalArgumentException("amount " + amount + ", in " + holding);
        }
    }

    @Override
    public TransferRecord decideBy(Ledger ledger) throws StoreException {
        return ledger.transfers().reserve(this);
    }
}
