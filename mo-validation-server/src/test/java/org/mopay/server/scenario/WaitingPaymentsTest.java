package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.ByteString;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.PaymentResult;
import org.mopay.core.PaymentResult.Status;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.message.MessageType;
import org.mopay.core.otp.OtpAuthUri;
import org.mopay.proto.v1.Cancellation;
import org.mopay.proto.v1.DeviceAction;
import org.mopay.proto.v1.DeviceOrder;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.PendingPayment;
import org.mopay.proto.v1.PendingPaymentsAnswer;
import org.mopay.proto.v1.PendingReason;
import org.mopay.proto.v1.ReviewOrder;
import org.mopay.proto.v1.ReviewReceipt;
import org.mopay.proto.v1.SecondFactorGrant;
import org.mopay.proto.v1.SecondFactorOrder;
import org.mopay.proto.v1.StepUpResponse;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Payments that wait for a code or for the operator: the real server, and real phones. */
class WaitingPaymentsTest {
    private static final String STEP_UPS = "/v1/step-ups";
    private static final long SETTLED_AT_ONCE = 20_00;
    private static final long REVIEWED = 20_01;
    private static final long NEEDS_A_CODE = 50_01;
    private static final long FEE_OF_REVIEWED = 10;
    private static final String WRONG = "000000";

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private RunningValidator validator;
    private TestPhone alice;
    private TestPhone bob;

    @BeforeEach
    void enrol() throws Exception {
        validator = start();
        alice = TestPhone.enrol(validator, "alice");
        bob = TestPhone.enrol(validator, "bob");
        validator.topUp("alice", 100_00);
    }

    private RunningValidator start() throws Exception {
        return RunningValidator.start(
                directory, clock, "--review-above=EUR:2000", "--step-up-above=EUR:5000");
    }

    @AfterEach
    void check() throws Exception {
        assertThat(validator.stopAndCheck().findings()).isEmpty();
    }

    private OtpAuthUri secondFactor() throws Exception {
        SecondFactorOrder order =
                SecondFactorOrder.newBuilder().setAccount("alice").build();
        return OtpAuthUri.parse(validator
                .order("/v1/operator/second-factors", order)
                .message(SecondFactorGrant.parser())
                .getLink());
    }

    private String code(OtpAuthUri factor) {
        return factor.code(Instant.ofEpochSecond(clock.getAsLong()));
    }

    /** A code that none of the three time steps that count has. */
    private String wrong(OtpAuthUri factor) {
        return code(factor).equals(WRONG) ? "000001" : WRONG;
    }

    private List<PendingPayment> pending() {
        return page("").message(PendingPaymentsAnswer.parser()).getPaymentsList();
    }

    private Answer page(String query) {
        return validator.send(validator
                .asOperator("/v1/operator/pending-payments" + query)
                .header("accept", "application/x-protobuf")
                .GET()
                .build());
    }

    private Answer review(ByteString paymentId, boolean approved) {
        return validator.order(
                "/v1/operator/reviews",
                ReviewOrder.newBuilder()
                        .setPaymentId(paymentId)
                        .setApproved(approved)
                        .setReason("looked at")
                        .build());
    }

    private Conversation submitted(long amount) throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, amount);
        agreed.answered(validator.submit(agreed.submission()));
        return agreed;
    }

    private Answer relay(StepUpResponse response) {
        return validator.post(STEP_UPS, response);
    }

    private PaymentResult resolve(TestPhone phone) throws Exception {
        return phone.settle(validator, phone.phone().unresolved().get(0));
    }

    private void assertBoth(Conversation conversation, Status status) {
        assertThat(conversation.payerResult().status()).isEqualTo(status);
        assertThat(conversation.payeeResult().status()).isEqualTo(status);
    }

    @Test
    void whatIsNotAboveTheBoundIsSettledAtOnce() throws Exception {
        assertBoth(submitted(SETTLED_AT_ONCE), Status.SETTLED);
        assertThat(pending()).isEmpty();
    }

    @Test
    void theOperatorSeesWhatWaitsPageByPage() throws Exception {
        for (int i = 0; i < 3; i++) {
            submitted(REVIEWED);
        }
        List<PendingPayment> all = pending();
        long second = all.get(1).getSequence();

        assertThat(all).hasSize(3);
        assertThat(page("?limit=2").message(PendingPaymentsAnswer.parser()).getPaymentsList())
                .isEqualTo(all.subList(0, 2));
        assertThat(page("?limit=2&after=" + second)
                        .message(PendingPaymentsAnswer.parser())
                        .getPaymentsList())
                .isEqualTo(all.subList(2, 3));
        for (String wrong : List.of("?limit=0", "?limit=101", "?after=-1", "?after=x")) {
            assertThat(page(wrong).code()).as(wrong).isEqualTo(ErrorCode.MALFORMED_MESSAGE);
        }
    }

    // cites VAL-46, VAL-52
    @Test
    void theOperatorApprovesWhatWaitsForIt() throws Exception {
        assertBoth(submitted(REVIEWED), Status.PENDING);

        PendingPayment listed = pending().get(0);
        assertThat(listed.getReason()).isEqualTo(PendingReason.PENDING_REASON_REVIEW);
        assertThat(listed.getDeadline()).isEqualTo(clock.getAsLong() + 86_400);
        assertThat(alice.balance(validator)).isEqualTo(100_00 - REVIEWED - FEE_OF_REVIEWED);
        ReviewReceipt receipt = review(listed.getPaymentId(), true).message(ReviewReceipt.parser());

        assertThat(receipt.getStatus()).isEqualTo(PaymentStatus.PAYMENT_STATUS_SETTLED);
        assertThat(resolve(alice).status()).isEqualTo(Status.SETTLED);
        assertThat(resolve(bob).status()).isEqualTo(Status.SETTLED);
        assertThat(bob.balance(validator)).isEqualTo(REVIEWED);
        assertThat(pending()).isEmpty();
    }

    // cites VAL-46, VAL-52
    @Test
    void theOperatorRefusesAndSaysWhyToThePayerAlone() throws Exception {
        submitted(REVIEWED);
        ByteString id = pending().get(0).getPaymentId();

        ReviewReceipt receipt = review(id, false).message(ReviewReceipt.parser());

        assertThat(review(id, false).message(ReviewReceipt.parser())).isEqualTo(receipt);
        assertThat(review(id, true).code()).isEqualTo(ErrorCode.TRANSFER_ENDED);
        assertThat(resolve(alice).code()).hasValue(ErrorCode.REVIEW_REFUSED);
        assertThat(resolve(bob).code()).isEmpty();
        assertThat(alice.balance(validator)).isEqualTo(100_00);
    }

    @Test
    void anOrderOfTheOperatorHasAReasonAndAPayment() {
        assertThat(review(byteString(Bytes.of((byte) 1)), true).code())
                .isEqualTo(ErrorCode.PAYMENT_UNKNOWN);
        assertThat(validator
                        .order("/v1/operator/reviews", ReviewOrder.getDefaultInstance())
                        .code())
                .isEqualTo(ErrorCode.MALFORMED_MESSAGE);
    }

    // cites VAL-47
    @Test
    void theClockRefusesWhatNobodyHasLookedAt() throws Exception {
        submitted(REVIEWED);

        clock.advance(86_401);
        long patience = System.nanoTime() + 30_000_000_000L;
        while (!pending().isEmpty() && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }

        assertThat(pending()).isEmpty();
        assertThat(resolve(alice).code()).hasValue(ErrorCode.AUTHORIZATION_EXPIRED);
        assertThat(resolve(bob).code()).hasValue(ErrorCode.AUTHORIZATION_EXPIRED);
        assertThat(alice.balance(validator)).isEqualTo(100_00);
    }

    // cites VAL-49
    @Test
    void theRightCodeSettlesInTheSameConversation() throws Exception {
        OtpAuthUri factor = secondFactor();
        Conversation agreed = Conversation.agree(alice, bob, NEEDS_A_CODE).withCode(code(factor));

        agreed.answered(validator.submit(agreed.submission()));
        agreed.answered(validator.post(STEP_UPS, agreed.submission()));

        assertBoth(agreed, Status.SETTLED);
        assertThat(agreed.asked()).isEqualTo(1);
        assertThat(bob.balance(validator)).isEqualTo(NEEDS_A_CODE);
    }

    // cites VAL-49
    @Test
    void threeWrongCodesRefuseIt() throws Exception {
        OtpAuthUri factor = secondFactor();
        Conversation agreed = Conversation.agree(alice, bob, NEEDS_A_CODE).withCode(wrong(factor));

        agreed.answered(validator.submit(agreed.submission()));
        for (int i = 0; i < 3; i++) {
            agreed.answered(validator.post(STEP_UPS, agreed.submission()));
        }

        assertBoth(agreed, Status.REFUSED);
        assertThat(agreed.asked()).isEqualTo(3);
        assertThat(agreed.payerResult().code()).hasValue(ErrorCode.OTP_WRONG);
        assertThat(agreed.payeeResult().code()).isEmpty();
        assertThat(alice.balance(validator)).isEqualTo(100_00);
    }

    // cites VAL-49a, PAY-51
    @Test
    void afterThreeWrongCodesTheNextPaymentHasToWait() throws Exception {
        OtpAuthUri factor = secondFactor();
        validator.topUp("alice", 100_00);
        submitted(NEEDS_A_CODE);
        Bytes first = alice.phone().unresolved().get(0);
        for (int i = 0; i < 3; i++) {
            alice.keep(alice.phone()
                    .resolve(first, answer(first, wrong(factor)).outcome())
                    .changes());
        }
        submitted(NEEDS_A_CODE);
        Bytes second = alice.phone().unresolved().get(0);

        assertThat(answer(second, code(factor)).code()).isEqualTo(ErrorCode.PAYER_UNAVAILABLE);
        clock.advance(60);
        assertThat(alice.phone()
                        .resolve(second, answer(second, code(factor)).outcome())
                        .result()
                        .status())
                .isEqualTo(Status.SETTLED);
    }

    // cites VAL-49
    @Test
    void aCodeOfAnEarlierOrLaterStepCountsAndOneOfAnotherDoesNot() throws Exception {
        OtpAuthUri factor = secondFactor();
        submitted(NEEDS_A_CODE);
        long now = clock.getAsLong();
        Bytes d = alice.phone().unresolved().get(0);

        String old = factor.code(Instant.ofEpochSecond(now - 60));
        alice.keep(alice.phone().resolve(d, answer(d, old).outcome()).changes());
        assertThat(alice.phone().stepUp(d).orElseThrow().attemptsLeft()).isEqualTo(2);
        String next = factor.code(Instant.ofEpochSecond(now + 30));
        assertThat(alice.phone().resolve(d, answer(d, next).outcome()).result().status())
                .isEqualTo(Status.SETTLED);
    }

    private Answer answer(Bytes d, String code) throws Exception {
        return validator.post(STEP_UPS, alice.phone().answerStepUp(d, code).message());
    }

    // cites VAL-48
    @Test
    void anAccountWithoutASecondFactorIsReviewed() throws Exception {
        assertBoth(submitted(NEEDS_A_CODE), Status.PENDING);

        assertThat(pending().get(0).getReason()).isEqualTo(PendingReason.PENDING_REASON_REVIEW);
        assertThat(alice.phone().stepUp(alice.phone().unresolved().get(0))).isEmpty();
    }

    // cites VAL-50, PAY-62
    @Test
    void givesTheSameBytesAgainAlsoAfterARestart() throws Exception {
        OtpAuthUri factor = secondFactor();
        Conversation agreed = Conversation.agree(alice, bob, NEEDS_A_CODE);
        Outcome first = validator.submit(agreed.submission()).outcome();
        agreed.answered(validator.submit(agreed.submission()));
        Bytes d = alice.phone().unresolved().get(0);
        StepUpResponse mistaken = MessageType.STEP_UP_RESPONSE.decode(
                alice.phone().answerStepUp(d, wrong(factor)).message());
        validator.close();
        validator = start();

        assertThat(validator.submit(agreed.submission()).outcome()).isEqualTo(first);
        Outcome second = relay(mistaken).outcome();
        assertThat(second).isNotEqualTo(first);
        assertThat(relay(mistaken).outcome()).isEqualTo(second);
        assertThat(validator.submit(agreed.submission()).outcome()).isEqualTo(second);
        alice.keep(alice.phone().resolve(d, second).changes());
        Outcome last = answer(d, code(factor)).outcome();
        assertThat(alice.phone().resolve(d, last).result().status()).isEqualTo(Status.SETTLED);
        assertThat(relay(mistaken).outcome()).isEqualTo(last);
        assertThat(validator.submit(agreed.submission()).outcome()).isEqualTo(last);
    }

    // cites VAL-49
    @Test
    void judgesAnAnswerInTheDocumentedOrder() throws Exception {
        OtpAuthUri factor = secondFactor();
        submitted(NEEDS_A_CODE);
        Bytes d = alice.phone().unresolved().get(0);
        StepUpResponse good = MessageType.STEP_UP_RESPONSE.decode(
                alice.phone().answerStepUp(d, code(factor)).message());
        StepUpResponse damaged =
                good.toBuilder().setBox(good.getBox().substring(1)).build();

        assertThat(validator.post(STEP_UPS, Bytes.copyOf(new byte[600])).code())
                .isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
        assertThat(relay(damaged.toBuilder()
                                .setD(byteString(Bytes.of((byte) 1)))
                                .build())
                        .code())
                .isEqualTo(ErrorCode.MALFORMED_MESSAGE);
        assertThat(relay(damaged.toBuilder()
                                .setD(byteString(Bytes.copyOf(new byte[32])))
                                .build())
                        .code())
                .isEqualTo(ErrorCode.PAYMENT_UNKNOWN);
        assertThat(relay(damaged).code()).isEqualTo(ErrorCode.BOX_UNREADABLE);
        validator.devices(DeviceOrder.newBuilder()
                .setAccount("alice")
                .setAction(DeviceAction.DEVICE_ACTION_REVOKE));
        assertThat(relay(damaged).code()).isEqualTo(ErrorCode.DEVICE_REVOKED);
        assertThat(pending()).hasSize(1);
        review(pending().get(0).getPaymentId(), false);
        assertThat(relay(damaged).outcome()).isEqualTo(relay(good).outcome());
    }

    // cites PAY-64, VAL-51
    @Test
    void thePayerCancelsWhatWaitsHoweverLate() throws Exception {
        submitted(REVIEWED);
        Bytes d = alice.phone().unresolved().get(0);
        clock.advance(3600);
        alice.keep(List.of(alice.phone().cancel(d, alice.now())));

        PaymentResult result = alice.settle(validator, d);

        assertThat(result.code()).hasValue(ErrorCode.AUTHORIZATION_CANCELLED);
        assertThat(resolve(bob).code()).hasValue(ErrorCode.AUTHORIZATION_CANCELLED);
        assertThat(alice.balance(validator)).isEqualTo(100_00);
    }

    // cites PAY-65, VAL-51
    @Test
    void nobodyElseCancelsWhatWaits() throws Exception {
        submitted(REVIEWED);
        Bytes d = alice.phone().unresolved().get(0);
        alice.keep(List.of(alice.phone().cancel(d, alice.now())));
        Cancellation alices = MessageType.CANCELLATION.decode(
                alice.phone().outgoing(d, alice.now()).message());
        Cancellation forged = alices.toBuilder()
                .setCancelAuthorization(alices.getCancelAuthorization().toBuilder()
                        .setSignature(bob.phone().balanceQuery(bob.now()).getSignature()))
                .build();

        assertThat(validator.post("/v1/cancellations", forged).code())
                .isEqualTo(ErrorCode.SIGNATURE_INVALID);
        assertThat(bytes(pending().get(0).getPaymentId()).slice(6, 32)).isEqualTo(d.slice(0, 26));
    }
}
