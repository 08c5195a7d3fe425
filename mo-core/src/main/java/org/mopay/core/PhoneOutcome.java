package org.mopay.core;

import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.payment.AwaitedDecision;
import org.mopay.core.payment.Outcomes;
import org.mopay.core.payment.RefundForm;
import org.mopay.proto.v1.AuthorizedPayment;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.IssuedCredential;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PayerNotice;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.PendingReason;
import org.mopay.proto.v1.Role;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredAcceptance;
import org.mopay.proto.v1.StoredOutcome;
import org.mopay.proto.v1.StoredPayment;
import org.mopay.proto.v1.StoredRequest;

import java.util.Optional;

/** A verified outcome taken into a phone's state: what to write, and what to tell the host. */
record PhoneOutcome(Decision decision, Change history, PaymentResult result) {

    /** Whether the payment is pending until the payer has shown a code. */
    boolean waitsForPayer() {
        return decision.getStatus() == PaymentStatus.PAYMENT_STATUS_PENDING
                && decision.getPendingReason() == PendingReason.PENDING_REASON_STEP_UP;
    }

    static PhoneOutcome ofPayer(PhoneState phone, StoredPayment payment, Outcome outcome)
            throws ProtocolException {
        AwaitedDecision awaited = awaited(payment.getAuthorization(), payment.getRequest());
        Bytes d = awaited.d();
        Decision decision = Outcomes.verify(outcome, awaited, phone.validator());
        requireNews(decision, phone.paymentOf(d).isPresent());
        StoredOutcome.Builder stored = StoredOutcome.newBuilder()
                .setRole(Role.ROLE_PAYER)
                .setRequest(payment.getRequest())
                .setAuthorization(payment.getAuthorization().getAuthorization())
                .setPayeeCredential(payment.getPayeeCredential())
                .setEngagementDigest(payment.getEngagementDigest())
                .setOutcome(outcome);
        Optional<PayerNotice> notice = notice(phone, outcome, d);
        notice.ifPresent(stored::setNotice);
        if (decision.getStatus() == PaymentStatus.PAYMENT_STATUS_PENDING) {
            phone.pending(d, outcome);
        } else {
            phone.resolve(d);
        }
        if (decision.getStatus() == PaymentStatus.PAYMENT_STATUS_SETTLED) {
            PhoneRequests.rememberPaid(phone, payment.getRequest(), decision);
        }
        return of(decision, d, exact(notice, decision), stored.build());
    }

    /** A pending outcome that comes late, or again, must not hide what was decided since. */
    private static void requireNews(Decision decision, boolean isUnresolved)
            throws ProtocolException {
        if (decision.getStatus() == PaymentStatus.PAYMENT_STATUS_PENDING && !isUnresolved) {
            throw new ProtocolException(ErrorCode.OUTCOME_INVALID, "pending, but decided before");
        }
    }

    /** The exact code, which the payer alone may know, or else what everybody is told. */
    private static Optional<ErrorCode> exact(Optional<PayerNotice> notice, Decision decision) {
        Optional<ErrorCode> exact = notice.flatMap(known -> ErrorCode.ofNumber(known.getCode()));
        return exact.isPresent() ? exact : ErrorCode.ofNumber(decision.getCode());
    }

    private static AwaitedDecision awaited(AuthorizedPayment payment, Signed request)
            throws ProtocolException {
        return AwaitedDecision.of(payment, PhoneRequests.message(request));
    }

    /** A payee may have damaged the box on the way: the decision counts all the same. */
    private static Optional<PayerNotice> notice(PhoneState phone, Outcome outcome, Bytes d) {
        try {
            return Optional.of(Outcomes.openNotice(outcome, d, phone.sealSecret(), phone.crypto()));
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }

    static PhoneOutcome ofPayee(PhoneState phone, StoredAcceptance acceptance, Outcome outcome)
            throws ProtocolException {
        StoredRequest request = phone.request(bytes(acceptance.getRequestDigest()))
                .orElseThrow(() ->
                        new ProtocolException(ErrorCode.OUTCOME_INVALID, "for an unknown request"));
        return ofPayee(
                phone,
                acceptance,
                request.getRequest(),
                request.getAlias().getCredential(),
                outcome);
    }

    /** As {@link #ofPayee}; a conversation may outlive the phone's record of its request. */
    static PhoneOutcome ofPayee(
            PhoneState phone,
            StoredAcceptance acceptance,
            Signed request,
            IssuedCredential payee,
            Outcome outcome)
            throws ProtocolException {
        AwaitedDecision awaited = awaited(acceptance.getAuthorization(), request);
        Bytes d = awaited.d();
        Decision decision = Outcomes.verify(outcome, awaited, phone.validator());
        requireNews(decision, phone.acceptanceOf(d).isPresent());
        StoredOutcome stored = StoredOutcome.newBuilder()
                .setRole(Role.ROLE_PAYEE)
                .setRequest(request)
                .setAuthorization(acceptance.getAuthorization().getAuthorization())
                .setPayeeCredential(payee)
                .setOutcome(outcome)
                .build();
        if (decision.getStatus() != PaymentStatus.PAYMENT_STATUS_PENDING) {
            phone.resolve(d);
        }
        PhoneRequests.account(phone, bytes(acceptance.getRequestDigest()), decision);
        return of(decision, d, ErrorCode.ofNumber(decision.getCode()), stored);
    }

    static PhoneOutcome ofRefund(PhoneState phone, RefundForm refund, Outcome outcome)
            throws ProtocolException {
        Decision decision = Outcomes.verify(outcome, refund.awaited(), phone.validator());
        Optional<PayerNotice> notice = notice(phone, outcome, refund.r());
        StoredOutcome.Builder stored = StoredOutcome.newBuilder()
                .setRole(Role.ROLE_PAYEE)
                .setRefund(refund.submission().getRefund())
                .setOutcome(outcome);
        notice.ifPresent(stored::setNotice);
        if (decision.getStatus() != PaymentStatus.PAYMENT_STATUS_PENDING) {
            phone.resolve(refund.r());
        }
        return of(decision, refund.r(), exact(notice, decision), stored.build());
    }

    private static PhoneOutcome of(
            Decision decision, Bytes d, Optional<ErrorCode> code, StoredOutcome stored)
            throws ProtocolException {
        PaymentResult result =
                new PaymentResult(status(decision), code, Optional.of(d), Optional.of(stored));
        return new PhoneOutcome(
                decision, PhoneState.history(bytes(decision.getPaymentId()), stored), result);
    }

    private static PaymentResult.Status status(Decision decision) throws ProtocolException {
        switch (decision.getStatus()) {
            case PAYMENT_STATUS_SETTLED:
                return PaymentResult.Status.SETTLED;
            case PAYMENT_STATUS_REFUSED:
                return PaymentResult.Status.REFUSED;
            case PAYMENT_STATUS_PENDING:
                return PaymentResult.Status.PENDING;
            case PAYMENT_STATUS_UNSPECIFIED:
            case UNRECOGNIZED:
                break;
        }
        throw new ProtocolException(ErrorCode.OUTCOME_INVALID, "no status");
    }
}
