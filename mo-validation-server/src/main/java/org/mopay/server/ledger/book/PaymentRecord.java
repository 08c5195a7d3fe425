package org.mopay.server.ledger.book;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;

/**
 * A decided payment: everything that its decision says, for ever the same. The evidence it was
 * decided on is kept beside it and can be erased; the record stays.
 *
 * @param entry the decision's place in the journal
 * @param requestDigest 32 bytes, the digest of the payee's request
 * @param memo the request's, for statements
 * @param issuerKeyId the key its decision is signed with
 * @param decidedAt seconds since the Unix epoch
 */
public record PaymentRecord(
        long entry,
        PaymentIdentity identity,
        Ruling ruling,
        Payer payer,
        Payee payee,
        Charge charge,
        Bytes requestDigest,
        String memo,
        int issuerKeyId,
        long decidedAt) {

    /**
     * Who paid, or would have.
     *
     * @param device 8 bytes
     * @param alias index of the device's credential
     * @param balance the account's balance in the payment's asset after the decision
     */
    public record Payer(Account account, Bytes device, int alias, long balance) {}

    /**
     * Who was paid, or would have been.
     *
     * @param device 8 bytes
     * @param alias index of the device's credential; null for a merchant's credential
     */
    public record Payee(
            Account account, Bytes device, @Nullable Integer alias) {}

    /** How it stands after something that happened to it. */
    public PaymentRecord after(PaymentStep step) {
        return new PaymentRecord(
                entry,
                identity,
                step.ruling(),
                new Payer(payer.account(), payer.device(), payer.alias(), step.payerBalance()),
                payee,
                charge,
                requestDigest,
                memo,
                step.issuerKeyId(),
                step.decidedAt());
    }

    /** The key of the request's {@link RequestUse}. */
    public Bytes requestKey() {
        return Bytes.concat(
                identity.paymentId().slice(0, PaymentIdentity.TIME_SIZE), requestDigest);
    }

    /** Whether the account takes part in it. */
    public boolean concerns(Account account) {
        return account.equals(payer.account()) || account.equals(payee.account());
    }
}
