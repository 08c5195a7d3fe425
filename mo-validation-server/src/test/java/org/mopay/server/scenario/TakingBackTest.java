package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.message.Wire.byteString;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.PaymentResult;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.Outcomes;
import org.mopay.proto.v1.Cancellation;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.RequestCancellation;
import org.mopay.proto.v1.RequestState;
import org.mopay.proto.v1.RequestStatus;
import org.mopay.proto.v1.Signed;

import java.nio.file.Path;
import java.util.List;

/** Phones take back what is not settled yet: the real server, and real phones. */
class TakingBackTest {
    private static final long AMOUNT = 10_00;

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private RunningValidator validator;
    private TestPhone alice;
    private TestPhone bob;

    @BeforeEach
    void enrol() throws Exception {
        validator = RunningValidator.start(directory, clock);
        alice = TestPhone.enrol(validator, "alice");
        bob = TestPhone.enrol(validator, "bob");
        validator.topUp("alice", 100_00);
    }

    @AfterEach
    void check() throws Exception {
        assertThat(validator.stopAndCheck().findings()).isEmpty();
    }

    /** The payer wants it no more before anybody has submitted it. */
    private Bytes cancelled(TestPhone payer) throws Exception {
        Bytes d = payer.phone().unresolved().get(0);
        payer.keep(List.of(payer.phone().cancel(d, payer.now())));
        return d;
    }

    // cites PAY-64
    @Test
    void aCancelledPaymentIsNotSettledWhoeverSubmitsItLater() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);

        PaymentResult result = alice.settle(validator, cancelled(alice));
        agreed.answered(validator.submit(agreed.submission()));

        assertThat(result.status()).isEqualTo(PaymentResult.Status.REFUSED);
        assertThat(result.code()).hasValue(ErrorCode.AUTHORIZATION_CANCELLED);
        assertThat(agreed.payeeResult().code()).hasValue(ErrorCode.AUTHORIZATION_CANCELLED);
        assertThat(alice.balance(validator)).isEqualTo(100_00);
    }

    // cites PAY-64
    @Test
    void aSettledPaymentIsTheAnswerToItsCancellation() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);
        validator.submit(agreed.submission());

        PaymentResult result = alice.settle(validator, cancelled(alice));

        assertThat(result.status()).isEqualTo(PaymentResult.Status.SETTLED);
        assertThat(bob.balance(validator)).isEqualTo(AMOUNT);
    }

    // cites PAY-65
    @Test
    void nobodyElseCancelsAPayment() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);
        Cancellation alices = MessageType.CANCELLATION.decode(
                alice.phone().outgoing(cancelled(alice), alice.now()).message());
        Cancellation forged = alices.toBuilder()
                .setCancelAuthorization(alices.getCancelAuthorization().toBuilder()
                        .setSignature(bob.phone().balanceQuery(bob.now()).getSignature()))
                .build();

        assertThat(validator.post("/v1/cancellations", forged).code())
                .isEqualTo(ErrorCode.SIGNATURE_INVALID);
        agreed.answered(validator.submit(agreed.submission()));
        assertThat(agreed.payeeResult().status()).isEqualTo(PaymentResult.Status.SETTLED);
    }

    // cites PAY-65
    @Test
    void aWishAboutAnotherPaymentCancelsNothing() throws Exception {
        Conversation first = Conversation.agree(alice, bob, AMOUNT);
        Cancellation about = MessageType.CANCELLATION.decode(
                alice.phone().outgoing(cancelled(alice), alice.now()).message());
        alice.settle(validator, alice.phone().unresolved().get(0));
        Conversation second = Conversation.agree(alice, bob, AMOUNT);
        Cancellation mixed =
                about.toBuilder().setSubmission(byteString(second.submission())).build();

        assertThat(validator.post("/v1/cancellations", mixed).code())
                .isEqualTo(ErrorCode.TERMS_MISMATCH);
        assertThat(first.submission()).isNotEqualTo(second.submission());
        second.answered(validator.submit(second.submission()));
        assertThat(second.payeeResult().status()).isEqualTo(PaymentResult.Status.SETTLED);
    }

    // cites PAY-67, PAY-67b
    @Test
    void aCancelledRequestIsRefusedToItsPayer() throws Exception {
        Bytes request =
                bob.phone().request(TestPhone.draft(AMOUNT, FeeBearer.FEE_BEARER_PAYER), bob.now());
        Conversation agreed = Conversation.agreeOn(request, alice, bob, "");

        bob.keep(List.of(bob.phone().cancelRequest(request, bob.now())));
        RequestStatus status = cancel(request);
        agreed.answered(validator.submit(agreed.submission()));

        assertThat(status.getState()).isEqualTo(RequestState.REQUEST_STATE_CANCELLED);
        assertThat(agreed.payerResult().code()).hasValue(ErrorCode.REQUEST_CANCELLED);
        assertThat(bob.phone().isOpen(request)).isFalse();
    }

    private RequestStatus cancel(Bytes request) throws Exception {
        Signed signed = validator
                .post("/v1/request-cancellations", bob.phone().requestCancellation(request))
                .message(Signed.parser());
        bob.keep(List.of(bob.phone().requestStatus(request, signed)));
        return Outcomes.signedStatus(signed, bob.phone().validator());
    }

    // cites PAY-67
    @Test
    void aPaidRequestIsSaidToBePaid() throws Exception {
        Bytes request =
                bob.phone().request(TestPhone.draft(AMOUNT, FeeBearer.FEE_BEARER_PAYER), bob.now());
        Conversation agreed = Conversation.agreeOn(request, alice, bob, "");
        bob.keep(List.of(bob.phone().cancelRequest(request, bob.now())));
        validator.submit(agreed.submission());

        RequestStatus status = cancel(request);

        assertThat(status.getState()).isEqualTo(RequestState.REQUEST_STATE_PAID);
        assertThat(status.getUses()).isEqualTo(1);
        assertThat(status.getSettled()).isEqualTo(AMOUNT);
    }

    // cites PAY-67a
    @Test
    void nobodyElseCancelsARequest() throws Exception {
        Bytes request =
                bob.phone().request(TestPhone.draft(AMOUNT, FeeBearer.FEE_BEARER_PAYER), bob.now());
        Conversation agreed = Conversation.agreeOn(request, alice, bob, "");
        bob.keep(List.of(bob.phone().cancelRequest(request, bob.now())));
        RequestCancellation good =
                MessageType.REQUEST_CANCELLATION.decode(bob.phone().requestCancellation(request));
        RequestCancellation forged = good.toBuilder()
                .setCancelRequest(good.getCancelRequest().toBuilder()
                        .setSignature(good.getRequest().getSignature()))
                .build();

        assertThat(validator.post("/v1/request-cancellations", forged).code())
                .isEqualTo(ErrorCode.SIGNATURE_INVALID);
        agreed.answered(validator.submit(agreed.submission()));
        assertThat(agreed.payeeResult().status()).isEqualTo(PaymentResult.Status.SETTLED);
        assertThat(bob.balance(validator)).isEqualTo(AMOUNT);
    }
}
