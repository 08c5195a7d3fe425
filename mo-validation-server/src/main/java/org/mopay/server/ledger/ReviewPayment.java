package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.StoreException;

/**
 * The operator settles or refuses a pending payment. {@code PAYMENT_UNKNOWN}; {@code TRANSFER_ENDED}
 * if it has ended the other way; {@code AUTHORIZATION_EXPIRED} if it is too late to be settled, {@code
 * DEVICE_FROZEN} or {@code DEVICE_REVOKED} if it may not be because of the payer's device.
 *
 * @param approved whether it is settled; else refused
 * @param reason the operator's words
 * @param issuerKeyId the key that the decision is signed with
 * @param at seconds since the Unix epoch
 */
public record ReviewPayment(
        Bytes paymentId, boolean approved, String reason, int issuerKeyId, long at)
        implements LedgerCommand<Decision> {
    @Override
    public Decision decideBy(Ledger ledger) throws StoreException {
        return ledger.pendingPayments().review(this);
    }
}
