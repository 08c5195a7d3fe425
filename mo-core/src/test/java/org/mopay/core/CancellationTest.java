package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mopay.core.Conversation.Side;
import org.mopay.core.PaymentResult.Status;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.CancelAuthorization;
import org.mopay.proto.v1.Cancellation;
import org.mopay.proto.v1.RequestState;
import org.mopay.proto.v1.RequestStatus;
import org.mopay.proto.v1.Signed;

import java.util.List;

/** What the validator commits first counts: the payment, or the wish that it never be settled. */
class CancellationTest {
    private final TwoPhones phones;
    private final Bytes request;

    CancellationTest() throws ProtocolException {
        phones = new TwoPhones(310);
        request = phones.request();
    }

    /** A payment that neither phone knows the outcome of. */
    private Bytes unresolved() throws ProtocolException {
        return phones.converse(request)
                .withoutValidator()
                .run()
                .result(Side.PAYER)
                .d()
                .orElseThrow();
    }

    private void cancel(Bytes d) {
        phones.payer.persist(List.of(phones.payer.phone().cancel(d, phones.now)));
    }

    // cites PAY-63, PAY-64
    @Test
    void keepsAPaymentFromBeingSettled() throws ProtocolException {
        Bytes d = unresolved();
        cancel(d);

        phones.sync(phones.payer);
        phones.sync(phones.payee);

        assertThat(phones.ledger.settled()).isEmpty();
        assertThat(phones.payer.restart().phone().unresolved()).isEmpty();
        assertThat(phones.payee.restart().phone().unresolved()).isEmpty();
        assertThat(phones.isOpen(request)).as("another payment can settle it").isTrue();
    }

    // cites PAY-63
    @Test
    void keepsAnAuthorizationThatWasNotSentYetFromBeingSent() throws ProtocolException {
        HostilePayee payee = new HostilePayee(phones);
        payee.offer(payee.offer().build());
        payee.payer.approve(1250, phones.payer.phone().consent(""), phones.now);
        Bytes d = phones.payer.phone().unresolved().get(0);
        cancel(d);

        assertThat(payee.payer.persisted())
                .containsExactly(new Action.Finish(
                        PaymentResult.unresolved(ErrorCode.AUTHORIZATION_CANCELLED, d)));
    }

    // cites PAY-64
    @Test
    void comesTooLateForASettledPayment() throws ProtocolException {
        Bytes d = unresolved();
        phones.sync(phones.payee);
        cancel(d);

        phones.sync(phones.payer);

        assertThat(phones.ledger.settled()).containsExactly(d);
        assertThat(phones.payer.restart().phone().unresolved()).isEmpty();
    }

    /** The wish is on the disk: a sync after a restart never submits the payment instead. */
    // cites PAY-63
    @Test
    void outlivesTheApp() throws ProtocolException {
        Bytes d = unresolved();
        cancel(d);

        Phone restarted = phones.payer.restart().phone();

        assertThat(restarted.outgoing(d, phones.now).route())
                .isEqualTo(Outgoing.Route.CANCELLATION);
        assertThat(restarted.outgoing(d, phones.now))
                .isEqualTo(phones.payer.phone().outgoing(d, phones.now));
    }

    // cites PAY-63
    @Test
    void isNotUndoneByASecondTap() throws ProtocolException {
        cancel(unresolved());

        Conversation second = phones.converse(request).run();

        assertThat(second.result(Side.PAYER).status()).isEqualTo(Status.UNRESOLVED);
        assertThat(second.result(Side.PAYER).code()).hasValue(ErrorCode.AUTHORIZATION_CANCELLED);
        assertThat(phones.payer.phone().unresolved()).hasSize(1);
        phones.sync();
        assertThat(phones.ledger.settled()).isEmpty();
    }

    // cites PAY-65
    @Test
    void isTheSignersOwn() throws ProtocolException {
        Bytes d = unresolved();
        cancel(d);
        Bytes message = phones.payer.phone().outgoing(d, phones.now).message();
        Cancellation genuine = MessageType.CANCELLATION.decode(message);
        CancelAuthorization wish = MessageType.CANCEL_AUTHORIZATION.decode(
                genuine.getCancelAuthorization().getBody());

        for (CancelAuthorization forged : List.of(
                wish.toBuilder().setCreated(wish.getCreated() + 1).build(),
                wish.toBuilder()
                        .setDeviceId(byteString(phones.payee.phone().deviceId()))
                        .build())) {
            Bytes changed = MessageType.CANCELLATION.encode(genuine.toBuilder()
                    .setCancelAuthorization(genuine.getCancelAuthorization().toBuilder()
                            .setBody(byteString(MessageType.CANCEL_AUTHORIZATION.encode(forged))))
                    .build());
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> phones.ledger.send(
                            new Outgoing(Outgoing.Route.CANCELLATION, changed), phones.now))
                    .extracting(ProtocolException::code)
                    .isEqualTo(ErrorCode.SIGNATURE_INVALID);
        }
        assertThat(phones.ledger.decided()).isEmpty();
    }

    // cites PAY-41, PAY-63, PAY-41a
    @Test
    void isNotGivenUpBecauseTheValidatorTakesNoCancellations() throws ProtocolException {
        Bytes d = unresolved();
        phones.sync(phones.payee);
        cancel(d);
        Phone payer = phones.payer.phone();
        long over = phones.now + 120 + 60 + 1;

        assertThat(payer.giveUp(d, ErrorCode.NOT_SUPPORTED, over)).isEmpty();
        assertThat(payer.outgoing(d, over - 1).route()).isEqualTo(Outgoing.Route.CANCELLATION);
        assertThat(payer.outgoing(d, over).route()).isEqualTo(Outgoing.Route.PAYMENT);
        phones.now = over;
        phones.sync(phones.payer);
        assertThat(phones.payer.history()).hasSize(1);
        assertThat(phones.payer.phone().unresolved()).isEmpty();
    }

    @Test
    void isOnlyForWhatIsUnresolved() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(
                        () -> phones.payer.phone().cancel(Bytes.copyOf(new byte[32]), phones.now));
    }

    // Requests.

    private Signed cancelRequest() throws ProtocolException {
        phones.payee.persist(List.of(phones.payee.phone().cancelRequest(request, phones.now)));
        return phones.ledger.cancelRequest(
                phones.payee.restart().phone().requestCancellation(request), phones.now);
    }

    // cites PAY-66, PAY-67
    @Test
    void aRequestIsNotPaidOnceTheValidatorHasItsCancellation() throws ProtocolException {
        Conversation first = phones.converse(request).withoutValidator().run();
        Signed status = cancelRequest();
        phones.payee.persist(List.of(phones.payee.phone().requestStatus(request, status)));

        phones.sync();

        assertThat(phones.ledger.settled()).isEmpty();
        assertThat(first.result(Side.PAYER).status()).isEqualTo(Status.UNRESOLVED);
        assertThat(phones.isOpen(request)).isFalse();
        assertThat(phones.payer.phone().unresolved()).isEmpty();
        assertThat(phones.payee.phone().unresolved()).isEmpty();
    }

    // cites PAY-66
    @Test
    void aCancelledRequestIsNotShownAgain() throws ProtocolException {
        cancelRequest();

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> phones.receive(request, false))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.REQUEST_CANCELLED);
    }

    // cites PAY-67
    @Test
    void aRequestThatWasPaidMeanwhileIsPaid() throws ProtocolException {
        phones.converse(request).withoutValidator().run();
        phones.sync(phones.payer);
        Signed status = cancelRequest();

        phones.payee.persist(List.of(phones.payee.phone().requestStatus(request, status)));
        phones.sync(phones.payee);

        assertThat(phones.ledger.settled()).hasSize(1);
        assertThat(phones.payee.history()).hasSize(1);
    }

    // cites PAY-67
    @ParameterizedTest
    @EnumSource(
            value = RequestState.class,
            names = {"REQUEST_STATE_OPEN", "REQUEST_STATE_UNSPECIFIED"})
    void aRequestStaysWhileItIsOpen(RequestState state) throws ProtocolException {
        RequestStatus genuine =
                MessageType.REQUEST_STATUS.decode(cancelRequest().getBody());
        Signed status =
                phones.validator.sign(genuine.toBuilder().setState(state).build());
        try {
            phones.payee.persist(List.of(phones.payee.phone().requestStatus(request, status)));
        } catch (ProtocolException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.OUTCOME_INVALID);
        }
        assertThat(phones.isOpen(request)).isTrue();
    }

    // cites PAY-67
    @Test
    void onlyTheValidatorSaysThatARequestIsCancelled() throws ProtocolException {
        RequestStatus genuine =
                MessageType.REQUEST_STATUS.decode(cancelRequest().getBody());
        Signed another = phones.validator.sign(genuine.toBuilder()
                .setRequestDigest(byteString(Bytes.copyOf(new byte[32])))
                .build());
        Signed forged = new TestValidator("bank.test", new SeededRandom(4)).sign(genuine);
        assertThat(bytes(genuine.getRequestDigest())).isEqualTo(request);

        for (Signed status : List.of(another, forged, Signed.getDefaultInstance())) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> phones.payee.phone().requestStatus(request, status))
                    .extracting(ProtocolException::code)
                    .isEqualTo(ErrorCode.OUTCOME_INVALID);
        }
        assertThat(phones.isOpen(request)).isTrue();
    }
}
