package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.PaymentIdentity;

/**
 * A validated refund, ready to be decided.
 *
 * @param identity its refund id, r in the place of d, and the digest of the whole signed refund
 * @param device of the payee who gives back, 8 bytes
 * @param paymentId the payment it names, 32 bytes
 * @param d that payment's
 * @param amount minor units, above zero
 * @param otpCorrect whether the one-time password in the box was right; judged here, because a wrong
 *     one counts against the device
 * @param evidence the submission, kept beside the record
 * @param issuerKeyId the key that the decision is signed with, now and whenever it is repeated
 * @param at seconds since the Unix epoch
 */
public record RefundOrder(
        PaymentIdentity identity,
        Bytes device,
        Bytes paymentId,
        Bytes d,
        Asset asset,
        long amount,
        String reason,
        boolean otpCorrect,
        Bytes evidence,
        int issuerKeyId,
        long at) {
    public RefundOrder {
        if (amount <= 0) {
            throw new IllegalArgumentException("amount " + amount);
        }
    }
}
