package org.mopay.server.ledger;

import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.StoreException;

import java.util.List;

/**
 * Refuses every pending payment whose deadline has passed. The server's clock sends it.
 *
 * @param issuerKeyId the key that the decisions are signed with
 * @param at seconds since the Unix epoch
 */
public record ExpirePayments(int issuerKeyId, long at)
        implements LedgerCommand<List<PaymentRecord>> {
    @Override
    public List<PaymentRecord> decideBy(Ledger ledger) throws StoreException {
        return ledger.pendingPayments().expire(this);
    }
}
