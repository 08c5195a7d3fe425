package org.mopay.cli.host;

import com.google.protobuf.InvalidProtocolBufferException;

import org.mopay.cli.output.Failure;
import org.mopay.cli.store.PhoneDirectory;
import org.mopay.core.Amount;
import org.mopay.core.Change;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.message.Wire;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.PendingReason;
import org.mopay.proto.v1.Refund;
import org.mopay.proto.v1.RefundTerms;
import org.mopay.proto.v1.Role;
import org.mopay.proto.v1.StoredOutcome;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A payment with the validator's decision, as this phone has stored it.
 *
 * @param paymentId 32 bytes
 * @param requestDigest names the request it answers
 * @param paid whether this phone was the payer
 * @param refund whether it gives back a payment that this phone has received
 * @param settled whether it was settled
 * @param pending what it waits for; if it neither waits nor was settled, it was refused
 * @param code why it was refused, as exactly as this phone may know
 * @param amount what the payee asked for
 * @param feeOnPayer whether the payer bears the fee on top
 * @param payee the payee's verified name, or what it calls itself; may be empty
 * @param verified whether the name is verified
 * @param balance the payer's balance after it, if this phone was the payer
 * @param decidedAt seconds since the Unix epoch
 */
public record DecidedPayment(
        Bytes paymentId,
        Bytes requestDigest,
        boolean paid,
        boolean refund,
        boolean settled,
        Optional<Pending> pending,
        Optional<ErrorCode> code,
        Amount amount,
        Amount fee,
        boolean feeOnPayer,
        String payee,
        boolean verified,
        String memo,
        Optional<Amount> balance,
        long decidedAt) {

    /**
     * That a payment is reserved and not decided.
     *
     * @param forCode whether it waits for the payer's code; else for the operator's review
     * @param deadline when it is refused at last, seconds since the Unix epoch
     */
    public record Pending(boolean forCode, long deadline) {
        private static Pending of(Decision decision) {
            return new Pending(
                    decision.getPendingReason() == PendingReason.PENDING_REASON_STEP_UP,
                    decision.getPendingDeadline());
        }
    }

    /** Reads what the core has verified and stored. */
    public static DecidedPayment of(StoredOutcome stored) throws Failure {
        try {
            Decision decision =
                    Decision.parseFrom(stored.getOutcome().getDecision().getBody());
            PaymentRequest request =
                    PaymentRequest.parseFrom(stored.getRequest().getBody());
            Credential payee = Credential.parseFrom(
                    stored.getPayeeCredential().getCredential().getBody());
            Amount amount =
                    new Amount(decision.getAmount(), decision.getAsset(), decision.getExponent());
            boolean known = stored.hasNotice() && stored.getNotice().hasBalance();
            return new DecidedPayment(
                    Wire.bytes(decision.getPaymentId()),
                    VerifiedRequest.digest(stored.getRequest().getBody()),
                    stored.getRole() == Role.ROLE_PAYER,
                    stored.hasRefund(),
                    decision.getStatus() == PaymentStatus.PAYMENT_STATUS_SETTLED,
                    decision.getStatus() == PaymentStatus.PAYMENT_STATUS_PENDING
                            ? Optional.of(Pending.of(decision))
                            : Optional.empty(),
                    code(stored, decision),
                    amount,
                    amount.withUnits(decision.getFee()),
                    decision.getFeeBearer() == FeeBearer.FEE_BEARER_PAYER,
                    payee.hasVerifiedName() ? payee.getVerifiedName() : request.getLabel(),
                    payee.hasVerifiedName(),
                    stored.hasRefund() ? reason(stored) : request.getMemo(),
                    known
                            ? Optional.of(amount.withUnits(stored.getNotice().getBalance()))
                            : Optional.empty(),
                    decision.getDecidedAt());
        } catch (InvalidProtocolBufferException e) {
            throw Failure.of(ErrorCode.PHONE_STATE_CORRUPT, "a stored outcome", e);
        }
    }

    private static String reason(StoredOutcome refund) throws InvalidProtocolBufferException {
        Refund signed = Refund.parseFrom(refund.getRefund().getBody());
        return RefundTerms.parseFrom(signed.getTerms()).getReason();
    }

    private static Optional<ErrorCode> code(StoredOutcome stored, Decision decision) {
        Optional<ErrorCode> exact = ErrorCode.ofNumber(stored.getNotice().getCode());
        return exact.isPresent() ? exact : ErrorCode.ofNumber(decision.getCode());
    }

    /** All decided payments of a phone, the newest first. */
    public static List<DecidedPayment> all(PhoneDirectory directory) throws Failure {
        List<DecidedPayment> all = new ArrayList<>();
        for (Bytes record : directory.readAll(Change.HISTORY)) {
            all.add(of(parse(record)));
        }
        // The payments of a shared request have ids that begin alike and end at random.
        all.sort(Comparator.comparingLong(DecidedPayment::decidedAt)
                .thenComparing(DecidedPayment::paymentId)
                .reversed());
        return all;
    }

    /** The payment that this phone has settled under an engagement, if it has. */
    public static Optional<DecidedPayment> settledUnder(
            PhoneDirectory directory, Bytes engagementDigest) throws Failure {
        for (Bytes record : directory.readAll(Change.HISTORY)) {
            StoredOutcome stored = parse(record);
            if (Wire.bytes(stored.getEngagementDigest()).equals(engagementDigest)
                    && of(stored).settled()) {
                return Optional.of(of(stored));
            }
        }
        return Optional.empty();
    }

    /** The records of payments that this phone has received and whose id begins so. */
    public static List<StoredOutcome> received(PhoneDirectory directory, String idBegins)
            throws Failure {
        List<StoredOutcome> found = new ArrayList<>();
        for (Bytes record : directory.readAll(Change.HISTORY)) {
            StoredOutcome stored = parse(record);
            DecidedPayment payment = of(stored);
            if (!payment.paid()
                    && !payment.refund()
                    && payment.paymentId().hex().startsWith(idBegins)) {
                found.add(stored);
            }
        }
        return found;
    }

    private static StoredOutcome parse(Bytes record) throws Failure {
        try {
            return StoredOutcome.parseFrom(record.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw Failure.of(ErrorCode.PHONE_STATE_CORRUPT, "a record of the history", e);
        }
    }

    /** What the wallet of this phone gained, or lost if negative; 0 if it was not settled. */
    public Amount effect() {
        if (!settled) {
            return amount.withUnits(0);
        }
        if (refund) {
            return amount.withUnits(-amount.minorUnits());
        }
        if (paid) {
            return amount.withUnits(
                    -(feeOnPayer
                            ? Math.addExact(amount.minorUnits(), fee.minorUnits())
                            : amount.minorUnits()));
        }
        return feeOnPayer
                ? amount
                : amount.withUnits(Math.subtractExact(amount.minorUnits(), fee.minorUnits()));
    }
}
