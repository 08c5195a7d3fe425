package org.mopay.server.ledger;

import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.StoreException;

import java.util.List;

/**
 * Refuses pending payments whose deadline has passed, the oldest first. The server's clock sends it.
 *
 * @param issuerKeyId the key that the decisions are signed with
 * @param most how many at once: other commands wait meanwhile
 * @param at seconds since the Unix epoch
 */
public record ExpirePayments(int issuerKeyId, int most, long at)
        implements LedgerCommand<List<PaymentRecord>> {
    @Override
    public List<PaymentRecord> decideBy(Ledger ledger) throws StoreException {
        return ledger.pendingPayments().expire(this);
    }
}
