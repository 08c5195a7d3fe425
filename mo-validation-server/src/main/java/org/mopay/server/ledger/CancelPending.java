package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.StoreException;

/**
 * Refuses a pending payment because its payer has cancelled it; one that has ended stays as it is.
 *
 * @param evidence the signed cancellation
 * @param issuerKeyId the key that the decision is signed with
 * @param at seconds since the Unix epoch
 */
public record CancelPending(Bytes paymentId, Bytes evidence, int issuerKeyId, long at)
        implements LedgerCommand<Decision> {
    @Override
    public Decision decideBy(Ledger ledger) throws StoreException {
        return ledger.pendingPayments().cancel(this);
    }
}
