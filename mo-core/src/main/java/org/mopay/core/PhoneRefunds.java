package org.mopay.core;

import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.UserConsent;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.payment.Outcomes;
import org.mopay.core.payment.RefundForm;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.RefundTerms;
import org.mopay.proto.v1.Role;
import org.mopay.proto.v1.StoredOutcome;
import org.mopay.proto.v1.StoredRefund;

import java.util.Optional;

/** What a payee's phone gives back. */
final class PhoneRefunds {
    private PhoneRefunds() {}

    static Bytes sign(
            PhoneState phone,
            StoredOutcome received,
            long amount,
            String reason,
            UserConsent consent,
            long now,
            RandomSource random)
            throws ProtocolException {
        Decision decision = refundable(phone, received);
        if (amount > decision.getAmount()) {
            throw new ProtocolException(
                    ErrorCode.REFUND_EXCEEDS_PAYMENT,
                    amount + " of " + decision.getAmount() + " minor units");
        }
        RefundTerms.Builder terms = RefundTerms.newBuilder()
                .setValidatorId(phone.validator().id())
                .setDeviceId(phone.stored().getDeviceId())
                .setPaymentId(decision.getPaymentId())
                .setD(decision.getD())
                .setAmount(amount)
                .setAsset(decision.getAsset())
                .setExponent(decision.getExponent())
                .setReason(reason)
                .setCreated(now);
        RefundForm refund = RefundForm.make(
                terms, phone.identity(), phone.sealSecret(), consent, phone.crypto(), random);
        phone.add(StoredRefund.newBuilder().setSubmission(refund.submission()).build());
        return refund.r();
    }

    static Optional<Bytes> unresolved(PhoneState phone, Bytes paymentId) {
        return phone.stored().getRefundsList().stream()
                .map(PhoneState::form)
                .filter(form -> bytes(form.terms().getPaymentId()).equals(paymentId))
                .map(RefundForm::r)
                .findFirst();
    }

    /** The decision about a payment that was received and settled. */
    private static Decision refundable(PhoneState phone, StoredOutcome received)
            throws ProtocolException {
        Decision decision = Outcomes.signedDecision(received.getOutcome(), phone.validator());
        boolean settled = received.getRole() == Role.ROLE_PAYEE
                && !received.hasRefund()
                && decision.getStatus() == PaymentStatus.PAYMENT_STATUS_SETTLED;
        if (!settled) {
            throw new ProtocolException(
                    ErrorCode.NOT_REFUNDABLE, "not a settled payment that this phone received");
        }
        return decision;
    }
}
