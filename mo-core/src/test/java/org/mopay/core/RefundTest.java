package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import org.junit.jupiter.api.Test;
import org.mopay.core.PaymentResult.Status;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.RefundForm;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.RefundSubmission;
import org.mopay.proto.v1.RefundTerms;
import org.mopay.proto.v1.Role;
import org.mopay.proto.v1.StoredOutcome;

import java.util.List;

/** What was received is given back, whole or in parts, and never more than was paid. */
class RefundTest {
    private final TwoPhones phones;
    private final StoredOutcome received;
    private final Bytes paid;

    RefundTest() throws ProtocolException {
        phones = new TwoPhones(320);
        phones.converse(phones.request()).run();
        paid = phones.ledger.settled().get(0);
        received = phones.payee.history().get(0);
    }

    private Bytes refund(long amount) throws ProtocolException {
        Bytes r = phones.payee
                .phone()
                .refund(
                        received,
                        amount,
                        "cold coffee",
                        phones.payee.phone().consent(""),
                        phones.now);
        phones.payee.persist(List.of(phones.payee.phone().stored()));
        return r;
    }

    private PaymentResult send(Bytes r) throws ProtocolException {
        Phone phone = phones.payee.restart().phone();
        Phone.Resolution resolution =
                phone.resolve(r, phones.ledger.send(phone.outgoing(r, phones.now), phones.now));
        phones.payee.persist(resolution.changes());
        return resolution.result();
    }

    // cites PAY-68, PAY-69, PAY-71
    @Test
    void givesAPaymentBackInParts() throws ProtocolException {
        PaymentResult part = send(refund(1000));
        PaymentResult rest = send(refund(250));

        assertThat(part.status()).isEqualTo(Status.SETTLED);
        assertThat(rest.status()).isEqualTo(Status.SETTLED);
        assertThat(phones.ledger.refunded(paid)).isEqualTo(1250);
        assertThat(phones.payee.restart().phone().unresolved()).isEmpty();
        assertThat(phones.payee.history()).hasSize(3);
    }

    // cites PAY-70
    @Test
    void neverGivesBackMoreThanWasPaid() throws ProtocolException {
        Bytes first = refund(1000);
        Bytes second = refund(1000);

        assertThat(send(first).status()).isEqualTo(Status.SETTLED);
        PaymentResult result = send(second);

        assertThat(result.status()).isEqualTo(Status.REFUSED);
        assertThat(result.code()).hasValue(ErrorCode.REFUND_EXCEEDS_PAYMENT);
        assertThat(phones.ledger.refunded(paid)).isEqualTo(1000);
    }

    /** The answer was lost, and the app was killed: what is sent again is the same refund. */
    // cites PAY-71
    @Test
    void isSentAgainUntilItIsAnswered() throws ProtocolException {
        Bytes r = refund(1250);
        phones.ledger.send(phones.payee.phone().outgoing(r, phones.now), phones.now);

        assertThat(phones.payee.restart().phone().unresolved()).containsExactly(r);
        assertThat(send(r).status()).isEqualTo(Status.SETTLED);

        assertThat(phones.ledger.refunded(paid)).isEqualTo(1250);
    }

    // cites PAY-70
    @Test
    void isRefusedOnThePhoneWhereItCanBeSeenToBeWrong() {
        StoredOutcome sent = phones.payer.history().get(0);
        assertThat(sent.getRole()).isEqualTo(Role.ROLE_PAYER);

        assertRefused(ErrorCode.REFUND_EXCEEDS_PAYMENT, received, 1251, "");
        assertRefused(ErrorCode.AMOUNT_INVALID, received, 0, "");
        assertRefused(ErrorCode.AMOUNT_INVALID, received, -1, "");
        assertRefused(ErrorCode.MALFORMED_MESSAGE, received, 1, "x".repeat(141));
        assertRefused(ErrorCode.MALFORMED_MESSAGE, received, 1, "two\nlines");
        assertRefused(ErrorCode.NOT_REFUNDABLE, sent, 1, "");
        assertRefused(ErrorCode.OUTCOME_INVALID, StoredOutcome.getDefaultInstance(), 1, "");
    }

    private void assertRefused(ErrorCode code, StoredOutcome outcome, long amount, String reason) {
        Phone payee = phones.payee.phone();
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(
                        () -> payee.refund(outcome, amount, reason, payee.consent(""), phones.now))
                .extracting(ProtocolException::code)
                .isEqualTo(code);
        assertThat(payee.unresolved()).isEmpty();
    }

    @Test
    void givesBackNoRefusedPayment() throws ProtocolException {
        TwoPhones others = new TwoPhones(321);
        others.ledger.decideAs(PaymentStatus.PAYMENT_STATUS_REFUSED);
        others.converse(others.request()).run();
        StoredOutcome refused = others.payee.history().get(0);
        Phone payee = others.payee.phone();

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> payee.refund(refused, 1, "", payee.consent(""), others.now))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.NOT_REFUNDABLE);
    }

    // cites PAY-68
    @Test
    void isSignedAsAWhole() throws ProtocolException {
        Bytes r = refund(100);
        RefundSubmission genuine = MessageType.REFUND_SUBMISSION.decode(
                phones.payee.phone().outgoing(r, phones.now).message());
        RefundForm form = RefundForm.decode(genuine);
        RefundTerms more = form.terms().toBuilder().setAmount(1250).build();
        RefundSubmission.Builder changed = genuine.toBuilder();
        changed.getRefundBuilder()
                .setBody(byteString(MessageType.REFUND.encode(
                        MessageType.REFUND.decode(genuine.getRefund().getBody()).toBuilder()
                                .setTerms(byteString(MessageType.REFUND_TERMS.encode(more)))
                                .build())));
        Bytes swapped = MessageType.REFUND_SUBMISSION.encode(genuine.toBuilder()
                .setBox(byteString(Bytes.copyOf(new byte[300])))
                .build());

        assertSendingFails(
                ErrorCode.SIGNATURE_INVALID, MessageType.REFUND_SUBMISSION.encode(changed.build()));
        assertSendingFails(ErrorCode.BOX_CHANGED, swapped);
        assertThat(form.r()).isEqualTo(r);
        assertThat(bytes(form.terms().getD())).isEqualTo(paid);
        assertThat(phones.ledger.refunded(paid)).isZero();
    }

    private void assertSendingFails(ErrorCode code, Bytes message) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> phones.ledger.send(
                        new Outgoing(Outgoing.Route.REFUND, message), phones.now))
                .extracting(ProtocolException::code)
                .isEqualTo(code);
    }

    // cites PAY-71, PAY-41a
    @Test
    void isGivenUpOnceItsTimeIsOver() throws ProtocolException {
        Bytes r = refund(100);
        Phone payee = phones.payee.phone();
        long over = phones.now
                + payee.validator().limits().getSettleWindow()
                + payee.validator().limits().getClockTolerance();

        assertThat(payee.giveUp(r, ErrorCode.NOT_SUPPORTED, over)).isEmpty();
        assertThat(payee.giveUp(r, ErrorCode.NOT_FOUND, over + 1)).isEmpty();
        assertThat(payee.giveUp(r, ErrorCode.TRY_LATER, over + 1)).isEmpty();
        assertThat(payee.giveUp(r, ErrorCode.NOT_SUPPORTED, over + 1)).isPresent();
        assertThat(payee.unresolved()).isEmpty();
    }
}
