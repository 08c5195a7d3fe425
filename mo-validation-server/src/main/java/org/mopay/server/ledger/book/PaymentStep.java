package org.mopay.server.ledger.book;

/**
 * Something that happened to a pending payment after it was recorded: a wrong code, or its end. The
 * payment's own record never changes; the newest step says how it stands.
 *
 * @param entry the step's place in the journal
 * @param payment entry of the payment
 * @param number of the payment's steps, from 1
 * @param ruling pending after a wrong code, else final
 * @param payerBalance the payer's balance in the payment's asset after the step
 * @param reason the operator's words, or none
 * @param issuerKeyId the key its decision is signed with
 * @param decidedAt seconds since the Unix epoch
 */
public record PaymentStep(
        long entry,
        long payment,
        int number,
        Ruling ruling,
        long payerBalance,
        String reason,
        int issuerKeyId,
        long decidedAt) {}
