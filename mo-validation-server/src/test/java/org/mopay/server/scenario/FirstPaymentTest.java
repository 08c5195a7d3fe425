package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.message.Wire.bytes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.PaymentResult;
import org.mopay.core.Phone;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.payment.Outcomes;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.EntryKind;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.PaymentStatusAnswer;
import org.mopay.proto.v1.StatementEntry;

import java.nio.file.Path;
import java.util.List;

/** One payment, from the agreement to what everybody can see of it afterwards. */
class FirstPaymentTest {
    private static final long START = 100_00;
    private static final long AMOUNT = 10_00;
    private static final long FEE = 5;

    @TempDir
    Path directory;

    private RunningValidator validator;
    private TestPhone alice;
    private TestPhone bob;

    @BeforeEach
    void enrolAndTopUp() throws Exception {
        validator = RunningValidator.start(directory, new TestClock());
        alice = TestPhone.enrol(validator, "alice");
        bob = TestPhone.enrol(validator, "bob");
        validator.topUp("alice", START);
    }

    @AfterEach
    void stop() {
        validator.close();
    }

    @Test
    void isSettledAndBothPhonesKnowIt() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);

        agreed.answered(validator.submit(agreed.submission()));

        assertThat(agreed.payeeResult().status()).isEqualTo(PaymentResult.Status.SETTLED);
        assertThat(agreed.payerResult().status()).isEqualTo(PaymentResult.Status.SETTLED);
        assertThat(agreed.payerResult().outcome().orElseThrow().getNotice().getBalance())
                .isEqualTo(START - AMOUNT - FEE);
        assertThat(alice.phone().unresolved()).isEmpty();
        assertThat(bob.phone().unresolved()).isEmpty();
        assertThat(alice.balance(validator)).isEqualTo(START - AMOUNT - FEE);
        assertThat(bob.balance(validator)).isEqualTo(AMOUNT);
    }

    @Test
    void takesTheFeeFromThePayeeWhenThePayeeBearsIt() throws Exception {
        Conversation agreed = Conversation.agree(
                alice, bob, TestPhone.draft(AMOUNT, FeeBearer.FEE_BEARER_PAYEE), "");

        agreed.answered(validator.submit(agreed.submission()));

        assertThat(alice.balance(validator)).isEqualTo(START - AMOUNT);
        assertThat(bob.balance(validator)).isEqualTo(AMOUNT - FEE);
    }

    // cites VAL-15, VAL-40
    @Test
    void leavesTheBooksBalanced() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);

        validator.submit(agreed.submission()).outcome();

        assertThat(validator.sum().getSum()).isZero();
        assertThat(validator.sum().getCustomers()).isEqualTo(START - FEE);
        assertThat(validator.sum().getPayments()).isOne();
        assertThat(validator.stopAndCheck().findings()).isEmpty();
    }

    // cites VAL-06
    @Test
    void hasOneSignedDecisionForEver() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);
        Bytes d = alice.phone().unresolved().get(0);

        Bytes first = validator.submit(agreed.submission()).body();
        Bytes again = validator.submit(agreed.submission()).body();
        validator.clock().advance(3600);
        Bytes byPayer = validator
                .submit(alice.phone().outgoing(d, alice.now()).message())
                .body();

        assertThat(again).isEqualTo(first);
        assertThat(byPayer).isEqualTo(first);
        assertThat(alice.balance(validator)).isEqualTo(START - AMOUNT - FEE);
    }

    // cites VAL-01
    @Test
    void canBeSubmittedByThePayerAlone() throws Exception {
        Conversation.agree(alice, bob, AMOUNT);
        Bytes d = alice.phone().unresolved().get(0);

        Answer answer = validator.submit(alice.phone().outgoing(d, alice.now()).message());
        Phone.Resolution resolved = alice.phone().resolve(d, answer.outcome());

        assertThat(resolved.result().status()).isEqualTo(PaymentResult.Status.SETTLED);
    }

    @Test
    void isInBothStatements() throws Exception {
        Bytes paymentId = pay();

        List<StatementEntry> payer = alice.statement(validator, 0, 10);
        List<StatementEntry> payee = bob.statement(validator, 0, 10);

        assertThat(payer).hasSize(2);
        assertThat(payer.get(0).getAmount().getAmount()).isEqualTo(-AMOUNT - FEE);
        assertThat(payer.get(0).getBalance()).isEqualTo(START - AMOUNT - FEE);
        assertThat(payer.get(0).getMemo()).isEqualTo("coffee");
        assertThat(bytes(payer.get(0).getPaymentId())).isEqualTo(paymentId);
        assertThat(payer.get(1).getKind()).isEqualTo(EntryKind.ENTRY_KIND_TOP_UP);
        assertThat(payee).singleElement().satisfies(entry -> {
            assertThat(entry.getKind()).isEqualTo(EntryKind.ENTRY_KIND_PAYMENT);
            assertThat(entry.getAmount().getAmount()).isEqualTo(AMOUNT);
        });
    }

    // cites VAL-35
    @Test
    void hasAStatusForItsTwoPartiesAndNobodyElse() throws Exception {
        TestPhone stranger = TestPhone.enrol(validator, "carol");
        Bytes paymentId = pay();

        assertThat(status(alice, paymentId)).isEqualTo(PaymentStatus.PAYMENT_STATUS_SETTLED);
        assertThat(status(bob, paymentId)).isEqualTo(PaymentStatus.PAYMENT_STATUS_SETTLED);
        assertThat(stranger.status(validator, paymentId).code())
                .isEqualTo(ErrorCode.PAYMENT_UNKNOWN);
    }

    // cites IDC-21, PAY-01
    @Test
    void showsAMerchantsVerifiedNameAndUsesItsCredentialAgain() throws Exception {
        TestPhone shop = TestPhone.enrolMerchant(validator, "shop", "Corner Shop");

        for (int i = 0; i < 2; i++) {
            Conversation agreed = Conversation.agree(alice, shop, AMOUNT);
            agreed.answered(validator.submit(agreed.submission()));
            assertThat(agreed.payerResult().status()).isEqualTo(PaymentResult.Status.SETTLED);
        }

        assertThat(shop.balance(validator)).isEqualTo(2 * AMOUNT);
    }

    private Bytes pay() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);
        Bytes d = alice.phone().unresolved().get(0);
        Answer answer = validator.submit(agreed.submission());
        Decision decision =
                Outcomes.signedDecision(answer.outcome(), alice.phone().validator());
        assertThat(bytes(decision.getD())).isEqualTo(d);
        return bytes(decision.getPaymentId());
    }

    private PaymentStatus status(TestPhone phone, Bytes paymentId) throws Exception {
        PaymentStatusAnswer answer =
                phone.status(validator, paymentId).message(PaymentStatusAnswer.parser());
        return Decision.parseFrom(answer.getOutcome().getDecision().getBody()).getStatus();
    }
}
