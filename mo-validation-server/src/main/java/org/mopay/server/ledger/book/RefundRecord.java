package org.mopay.server.ledger.book;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;

/**
 * A decided refund: everything that its decision says, for ever the same.
 *
 * @param entry the decision's place in the journal
 * @param identity its refund id, r in the place of d, and the digest of the whole signed refund
 * @param paymentId of the payment it names, whether there is one or not
 * @param receiver the account that had paid; null if there is no such payment of the giver
 * @param total what was given back of the payment, this refund included; minor units
 * @param reason the payee's words, the memo of both statements' lines
 * @param issuerKeyId the key its decision is signed with
 * @param decidedAt seconds since the Unix epoch
 */
public record RefundRecord(
        long entry,
        PaymentIdentity identity,
        Ruling ruling,
        Bytes paymentId,
        Giver giver,
        @Nullable Account receiver,
        Asset asset,
        long amount,
        long total,
        String reason,
        int issuerKeyId,
        long decidedAt) {

    /**
     * Who gives back: the payee of the payment.
     *
     * @param device 8 bytes
     * @param balance the account's balance in the asset after the decision
     */
    public record Giver(Account account, Bytes device, long balance) {}

    /** Whether the account takes part in it. */
    public boolean concerns(Account account) {
        return account.equals(giver.account()) || account.equals(receiver);
    }
}
