package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.Charge;
import org.mopay.server.ledger.book.PaymentIdentity;
import org.mopay.server.ledger.book.PendingReason;
import org.mopay.server.ledger.book.Waiting;

/**
 * A validated payment, ready to be decided.
 *
 * @param perPaymentLimit the most that the payer's credential may spend in one payment, fee
 *     included if the payer bears it; minor units
 * @param otpCorrect whether the one-time password in the payer's box was right. It is judged here,
 *     and not before, because a wrong one counts against the device
 * @param hesitation what it has to wait for if nothing is wrong with it; null to settle it at once
 * @param evidence the submission, kept beside the record
 * @param issuerKeyId the key that the decision is signed with, now and whenever it is repeated
 * @param at seconds since the Unix epoch
 */
public record PaymentOrder(
        PaymentIdentity identity,
        Payer payer,
        Payee payee,
        Request request,
        Charge charge,
        long perPaymentLimit,
        boolean otpCorrect,
        @Nullable Hesitation hesitation,
        Bytes evidence,
        int issuerKeyId,
        long at) {

    /**
     * The payer's credential. The terms that d is the digest of name it, so one d never comes under
     * two credentials: the caller has checked that.
     *
     * @param device 8 bytes
     * @param alias its index
     */
    public record Payer(Bytes device, int alias) {}

    /**
     * The payee's credential and account. The request names the credential, so one request digest
     * never comes under two credentials: the caller has checked that, too.
     *
     * @param device 8 bytes
     * @param alias the credential's index; null for a merchant's credential, which has many uses
     */
    public record Payee(
            String account, Bytes device, @Nullable Integer alias) {}

    /**
     * How often and up to what sum the payee's request may be paid.
     *
     * @param digest 32 bytes
     * @param expiresAt seconds since the Unix epoch
     * @param total the most that is settled over all payments, null for no bound; minor units
     * @param maxUses the most payments that are settled, null for no bound
     * @param oncePerPayer whether an account may pay it once only
     */
    public record Request(
            Bytes digest,
            long expiresAt,
            @Nullable Long total,
            @Nullable Integer maxUses,
            boolean oncePerPayer,
            String memo) {
        public Request {
            if ((total != null && total <= 0) || (maxUses != null && maxUses <= 0)) {
                throw new IllegalArgumentException("total " + total + ", uses " + maxUses);
            }
        }

        /** A request that is paid once. */
        public static Request plain(Bytes digest, long expiresAt, String memo) {
            return new Request(digest, expiresAt, null, 1, false, memo);
        }
    }

    /**
     * What a payment has to wait for before it is settled. A step-up of an account that has no
     * second factor is a review.
     *
     * @param stepUp whether the payer has to show a code; else the operator reviews it
     * @param attempts how many codes the payer may try
     * @param stepUpDeadline the last second at which a code settles it
     * @param reviewDeadline the last second at which the operator settles it
     */
    public record Hesitation(
            boolean stepUp, int attempts, long stepUpDeadline, long reviewDeadline) {
        Waiting waiting(boolean hasSecondFactor) {
            return stepUp && hasSecondFactor
                    ? new Waiting(PendingReason.STEP_UP, stepUpDeadline, attempts, 0)
                    : new Waiting(PendingReason.REVIEW, reviewDeadline, 0, 0);
        }
    }

    /**
     * The request's key in the store: its time, then its digest. The time is in the payment id, and
     * all payments of a request agree on it.
     */
    Bytes requestKey() {
        return Bytes.concat(
                identity.paymentId().slice(0, PaymentIdentity.TIME_SIZE), request.digest());
    }

    /** The same, decided on another message. */
    public PaymentOrder on(Bytes message) {
        return new PaymentOrder(
                identity,
                payer,
                payee,
                request,
                charge,
                perPaymentLimit,
                otpCorrect,
                hesitation,
                message,
                issuerKeyId,
                at);
    }
}
