package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.PaymentResult;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.Outcomes;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.EntryKind;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.PaymentStatusAnswer;
import org.mopay.proto.v1.Refund;
import org.mopay.proto.v1.RefundSubmission;
import org.mopay.proto.v1.RefundTerms;
import org.mopay.proto.v1.StatementEntry;
import org.mopay.server.ledger.book.DeviceStatus;

import java.nio.file.Path;

/** A payee's phone gives back what it has received: the real server, and real phones. */
class GivingBackTest {
    private static final long AMOUNT = 10_00;

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private RunningValidator validator;
    private TestPhone alice;
    private TestPhone bob;

    @BeforeEach
    void payOnce() throws Exception {
        validator = RunningValidator.start(directory, clock);
        alice = TestPhone.enrol(validator, "alice");
        bob = TestPhone.enrolWithPin(validator, "bob");
        validator.topUp("alice", 100_00);
        pay(FeeBearer.FEE_BEARER_PAYER);
    }

    private void pay(FeeBearer bearer) throws Exception {
        Conversation agreed =
                Conversation.agree(alice, bob, TestPhone.draft(AMOUNT, bearer), TestPhone.PIN);
        agreed.answered(validator.submit(agreed.submission()));
    }

    @AfterEach
    void check() throws Exception {
        assertThat(validator.stopAndCheck().findings()).isEmpty();
    }

    // cites PAY-68, PAY-69
    @Test
    void isSettledAndBothAccountsShowIt() throws Exception {
        long before = alice.balance(validator);

        PaymentResult result = bob.settle(validator, bob.refund(4_00, TestPhone.PIN));

        assertThat(result.status()).isEqualTo(PaymentResult.Status.SETTLED);
        assertThat(result.outcome().orElseThrow().getNotice().getBalance()).isEqualTo(6_00);
        assertThat(alice.balance(validator)).isEqualTo(before + 4_00);
        StatementEntry line = alice.statement(validator, 0, 1).get(0);
        assertThat(line.getKind()).isEqualTo(EntryKind.ENTRY_KIND_REFUND);
        assertThat(line.getMemo()).isEqualTo("too salty");
    }

    // cites PAY-70
    @Test
    void isRefusedAboveThePayment() throws Exception {
        bob.settle(validator, bob.refund(AMOUNT, TestPhone.PIN));
        validator.topUp("bob", 50_00);

        PaymentResult result = bob.settle(validator, bob.refund(1, TestPhone.PIN));

        assertThat(result.status()).isEqualTo(PaymentResult.Status.REFUSED);
        assertThat(result.code()).hasValue(ErrorCode.REFUND_EXCEEDS_PAYMENT);
    }

    // cites PAY-71, VAL-06
    @Test
    void getsTheSameDecisionForEverAndMovesOnce() throws Exception {
        Bytes r = bob.refund(4_00, TestPhone.PIN);
        Answer first = bob.send(validator, r);

        clock.advance(30 * 86_400L);
        validator = validator.restart();

        Answer again = bob.send(validator, r);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(bob.settle(validator, r).status()).isEqualTo(PaymentResult.Status.SETTLED);
        assertThat(bob.balance(validator)).isEqualTo(6_00);
    }

    // cites VAL-35
    @Test
    void isKnownByItsIdToItsTwoAccountsOnly() throws Exception {
        Bytes r = bob.refund(4_00, TestPhone.PIN);
        Answer decided = bob.send(validator, r);
        Decision decision =
                Outcomes.signedDecision(decided.outcome(), bob.phone().validator());
        Bytes id = bytes(decision.getPaymentId());
        TestPhone carol = TestPhone.enrol(validator, "carol");

        assertThat(bob.status(validator, id)
                        .message(PaymentStatusAnswer.parser())
                        .getOutcome())
                .isEqualTo(decided.outcome());
        assertThat(alice.status(validator, id)
                        .message(PaymentStatusAnswer.parser())
                        .getOutcome())
                .isEqualTo(decided.outcome());
        assertThat(carol.status(validator, id).code()).isEqualTo(ErrorCode.PAYMENT_UNKNOWN);
    }

    @Test
    void isRefusedAndCountedWithAWrongPin() throws Exception {
        PaymentResult result = bob.settle(validator, bob.refund(4_00, "0000"));

        assertThat(result.status()).isEqualTo(PaymentResult.Status.REFUSED);
        assertThat(result.code()).hasValue(ErrorCode.OTP_WRONG);
        assertThat(bob.balance(validator)).isEqualTo(AMOUNT);
    }

    // cites PAY-68
    @Test
    void isRefusedFromAFrozenPhone() throws Exception {
        Bytes r = bob.refund(4_00, TestPhone.PIN);
        validator = validator.restartWith(bob.phone().deviceId(), DeviceStatus.FROZEN);

        assertThat(bob.settle(validator, r).code()).hasValue(ErrorCode.DEVICE_FROZEN);
    }

    // cites PAY-68
    @Test
    void recordsNothingFromARevokedPhone() throws Exception {
        Bytes r = bob.refund(4_00, TestPhone.PIN);
        validator = validator.restartWith(bob.phone().deviceId(), DeviceStatus.REVOKED);

        assertThat(bob.send(validator, r).code()).isEqualTo(ErrorCode.DEVICE_REVOKED);
    }

    // cites PAY-68
    @Test
    void recordsNothingThatCameTooLateOrTooEarly() throws Exception {
        Bytes r = bob.refund(4_00, TestPhone.PIN);

        clock.advance(121);
        assertThat(bob.send(validator, r).code()).isEqualTo(ErrorCode.AUTHORIZATION_EXPIRED);
        clock.advance(-121 - 61);
        assertThat(bob.send(validator, r).code()).isEqualTo(ErrorCode.CLOCK_AHEAD);
        clock.advance(61);
        assertThat(bob.settle(validator, r).status()).isEqualTo(PaymentResult.Status.SETTLED);
    }

    // cites PAY-68
    @Test
    void recordsNothingThatAnybodyElseHasMade() throws Exception {
        Bytes r = bob.refund(4_00, TestPhone.PIN);
        RefundSubmission good = MessageType.REFUND_SUBMISSION.decode(
                bob.phone().outgoing(r, bob.now()).message());
        RefundSubmission otherBox = good.toBuilder()
                .setBox(byteString(Bytes.ofHex("00".repeat(300))))
                .build();
        RefundSubmission otherSigner = good.toBuilder()
                .setRefund(good.getRefund().toBuilder()
                        .setSignature(bob.stored().getValidatorInfo().getSignature()))
                .build();

        assertThat(validator.post("/v1/refunds", otherBox).code()).isEqualTo(ErrorCode.BOX_CHANGED);
        assertThat(validator.post("/v1/refunds", otherSigner).code())
                .isEqualTo(ErrorCode.SIGNATURE_INVALID);
        assertThat(validator.post("/v1/refunds", to("elsewhere.test", good)).code())
                .isEqualTo(ErrorCode.WRONG_VALIDATOR);
        assertThat(bob.settle(validator, r).status()).isEqualTo(PaymentResult.Status.SETTLED);
    }

    private static RefundSubmission to(String validator, RefundSubmission good) throws Exception {
        Refund refund = MessageType.REFUND.decode(good.getRefund().getBody());
        RefundTerms terms = MessageType.REFUND_TERMS.decode(refund.getTerms());
        Bytes other = MessageType.REFUND_TERMS.encode(
                terms.toBuilder().setValidatorId(validator).build());
        Bytes body = MessageType.REFUND.encode(
                refund.toBuilder().setTerms(byteString(other)).build());
        return good.toBuilder()
                .setRefund(good.getRefund().toBuilder().setBody(byteString(body)))
                .build();
    }
}
