package org.mopay.core;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ErrorKind;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.AuthorizationForm;
import org.mopay.core.payment.RefundForm;
import org.mopay.proto.v1.AuthorizedPayment;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.StoredAcceptance;
import org.mopay.proto.v1.StoredPayment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything of a phone that its validator has still to decide, each under the name of its digest. */
final class PhoneOutbox {
    private PhoneOutbox() {}

    static List<Bytes> names(PhoneState phone) {
        List<Bytes> all = new ArrayList<>(payments(phone));
        phone.stored()
                .getAcceptancesList()
                .forEach(accepted -> all.add(PhoneState.d(accepted.getAuthorization())));
        phone.stored()
                .getRefundsList()
                .forEach(refund -> all.add(PhoneState.form(refund).r()));
        return Collections.unmodifiableList(all);
    }

    /** Those of them that this phone has signed as payer. */
    static List<Bytes> payments(PhoneState phone) {
        return Collections.unmodifiableList(phone.stored().getPaymentsList().stream()
                .map(payment -> PhoneState.d(payment.getAuthorization()))
                .collect(Collectors.toList()));
    }

    static Outgoing outgoing(PhoneState phone, Bytes name, long now) throws ProtocolException {
        Optional<RefundForm> refund = phone.refund(name);
        if (refund.isPresent()) {
            return new Outgoing(
                    Outgoing.Route.REFUND,
                    MessageType.REFUND_SUBMISSION.encode(refund.get().submission()));
        }
        Optional<StoredPayment> payment = phone.paymentOf(name);
        if (!payment.isPresent()) {
            return new Outgoing(
                    Outgoing.Route.PAYMENT,
                    PhoneSubmissions.ofPayee(phone, acceptance(phone, name), now));
        }
        Bytes submission = PhoneSubmissions.ofPayer(phone, payment.get(), now);
        // Too late to be settled, a submission only asks, and every validator answers it. What is
        // pending can be settled, and so cancelled, for longer.
        boolean wanted = payment.get().hasPending() || !isOver(phone, name, now);
        return payment.get().hasCancellation() && wanted
                ? new Outgoing(
                        Outgoing.Route.CANCELLATION,
                        PhoneCancellations.message(payment.get(), submission))
                : new Outgoing(Outgoing.Route.PAYMENT, submission);
    }

    static PhoneOutcome resolve(PhoneState phone, Bytes name, Outcome outcome)
            throws ProtocolException {
        Optional<RefundForm> refund = phone.refund(name);
        if (refund.isPresent()) {
            return PhoneOutcome.ofRefund(phone, refund.get(), outcome);
        }
        Optional<StoredPayment> payment = phone.paymentOf(name);
        return payment.isPresent()
                ? PhoneOutcome.ofPayer(phone, payment.get(), outcome)
                : PhoneOutcome.ofPayee(phone, acceptance(phone, name), outcome);
    }

    /** Whether the time to settle it is over, the validator's clock allowed for. */
    static boolean isOver(PhoneState phone, Bytes name, long now) {
        Optional<RefundForm> refund = phone.refund(name);
        long until = refund.isPresent()
                ? refund.get().terms().getCreated() + phone.validator().limits().getSettleWindow()
                : settleUntil(phone.paymentOf(name)
                        .map(StoredPayment::getAuthorization)
                        .orElseGet(() -> acceptance(phone, name).getAuthorization()));
        return now > until + phone.validator().limits().getClockTolerance();
    }

    /**
     * Whether an error is the validator's last word on what was sent: not one of addresses and
     * carriers, and not that it takes no cancellations or codes, which leaves the payment as it is.
     */
    static boolean isVerdict(PhoneState phone, Bytes name, ErrorCode why) {
        boolean isOfOtherMessage = why == ErrorCode.NOT_SUPPORTED
                && phone.paymentOf(name)
                        .filter(payment -> payment.hasCancellation() || payment.hasPending())
                        .isPresent();
        return why.kind() == ErrorKind.FINAL && why.isOfValidation() && !isOfOtherMessage;
    }

    private static long settleUntil(AuthorizedPayment payment) {
        try {
            return AuthorizationForm.decode(payment).terms().getSettleUntil();
        } catch (ProtocolException e) {
            throw new IllegalStateException("a stored authorization can't be read", e);
        }
    }

    private static StoredAcceptance acceptance(PhoneState phone, Bytes d) {
        return phone.acceptanceOf(d)
                .orElseThrow(
                        () -> new IllegalArgumentException("nothing unresolved of this phone"));
    }
}
