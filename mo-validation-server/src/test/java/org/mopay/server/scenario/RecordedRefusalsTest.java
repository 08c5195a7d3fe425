package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.RefusalCategory;
import org.mopay.server.ledger.LedgerCheck;

import java.nio.file.Path;

/** Refusals that are recorded: signed, final, and told to each side as far as it may know. */
class RecordedRefusalsTest {
    private static final long START = 100_00;
    private static final long AMOUNT = 10_00;
    private static final String WRONG_PIN = "9999";

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

    private Verdict submit(Conversation agreed) throws Exception {
        return Verdict.of(validator.submit(agreed.submission()), agreed.payer());
    }

    private Verdict submit(Forgery forgery, TestPhone payer) throws Exception {
        return Verdict.of(validator.submit(forgery.encoded()), payer);
    }

    private void assertPayersOwn(Verdict verdict, ErrorCode code) {
        assertThat(verdict.settled()).isFalse();
        assertThat(verdict.codeForPayer()).contains(code);
        assertThat(verdict.codeForPayee()).isEmpty();
        assertThat(verdict.decision().getCategory())
                .isEqualTo(RefusalCategory.REFUSAL_CATEGORY_PAYER);
    }

    private void assertEverybodys(Verdict verdict, ErrorCode code) {
        assertThat(verdict.settled()).isFalse();
        assertThat(verdict.codeForPayer()).contains(code);
        assertThat(verdict.codeForPayee()).contains(code);
    }

    // cites VAL-21, VAL-22, VAL-23, ERR-08
    @Test
    void tellsThePayerAloneThatFundsDoNotSuffice() throws Exception {
        Verdict verdict = submit(Conversation.agree(alice, bob, START));

        assertPayersOwn(verdict, ErrorCode.INSUFFICIENT_FUNDS);
        assertThat(verdict.notice().getBalance()).isEqualTo(START);
        assertThat(alice.balance(validator)).isEqualTo(START);
        assertThat(bob.balance(validator)).isZero();
    }

    // cites VAL-06
    @Test
    void keepsARefusalWhenFundsComeLater() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, START);
        Bytes refused = validator.submit(agreed.submission()).body();
        validator.topUp("alice", START);

        assertThat(validator.submit(agreed.submission()).body()).isEqualTo(refused);
        assertThat(alice.balance(validator)).isEqualTo(2 * START);
    }

    // cites OTP-08, OTP-09, OTP-10, VAL-30
    @Test
    void locksADeviceAfterThreeWrongPins() throws Exception {
        TestPhone careless = TestPhone.enrolWithPin(validator, "dora");
        validator.topUp("dora", START);
        for (int i = 0; i < 3; i++) {
            assertPayersOwn(submit(agree(careless, WRONG_PIN)), ErrorCode.OTP_WRONG);
        }
        agree(careless, TestPhone.PIN);
        Bytes own = careless.phone().unresolved().get(3);

        Answer locked =
                validator.submit(careless.phone().outgoing(own, careless.now()).message());

        assertThat(locked.code()).isEqualTo(ErrorCode.OTP_LOCKED);
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.retryAfter()).isEqualTo(60);
        assertThat(locked.problem().getRetryAfter()).isEqualTo(60);

        validator.clock().advance(locked.retryAfter());
        Bytes d = bob.phone().unresolved().get(bob.phone().unresolved().size() - 1);
        Answer later = validator.submit(bob.phone().outgoing(d, bob.now()).message());

        assertThat(Verdict.of(later, careless).settled()).isTrue();
    }

    // cites OTP-10
    @Test
    void letsAWrongPasswordDuringTheLockCountForNothing() throws Exception {
        TestPhone careless = TestPhone.enrolWithPin(validator, "dora");
        validator.topUp("dora", START);
        for (int i = 0; i < 3; i++) {
            submit(agree(careless, WRONG_PIN));
        }
        Conversation wrong = agree(careless, WRONG_PIN);
        for (int i = 0; i < 5; i++) {
            assertThat(validator.submit(wrong.submission()).code())
                    .isEqualTo(ErrorCode.PAYER_UNAVAILABLE);
        }

        validator.clock().advance(59);
        Bytes own = careless.phone().unresolved().get(3);
        assertThat(validator
                        .submit(careless.phone().outgoing(own, careless.now()).message())
                        .retryAfter())
                .isEqualTo(1);
    }

    // cites ERR-08, OTP-10
    @Test
    void tellsAPayeeNothingOfThePayersLock() throws Exception {
        TestPhone careless = TestPhone.enrolWithPin(validator, "dora");
        validator.topUp("dora", START);
        for (int i = 0; i < 3; i++) {
            submit(agree(careless, WRONG_PIN));
        }

        Answer told = validator.submit(agree(careless, TestPhone.PIN).submission());

        assertThat(told.code()).isEqualTo(ErrorCode.PAYER_UNAVAILABLE);
        assertThat(told.retryAfter()).isZero();
        assertThat(told.text()).doesNotContain("5002").doesNotContain("password");
    }

    private Conversation agree(TestPhone payer, String pin) throws Exception {
        return Conversation.agree(
                payer, bob, TestPhone.draft(AMOUNT, FeeBearer.FEE_BEARER_PAYER), pin);
    }

    // cites IDC-47, PAY-47
    @Test
    void freezesADeviceWhoseAliasSignsTwoPayments() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);
        Bytes settled = validator.submit(agreed.submission()).body();
        Forgery second = Forgery.of(agreed, validator).terms(Damage::otherNonce);

        Verdict equivocation = submit(second, alice);

        assertPayersOwn(equivocation, ErrorCode.ALIAS_SPENT);
        assertPayersOwn(submit(Conversation.agree(alice, bob, AMOUNT)), ErrorCode.DEVICE_FROZEN);
        assertThat(validator.submit(agreed.submission()).body()).isEqualTo(settled);
        assertThat(alice.balance(validator)).isEqualTo(START - AMOUNT - 5);
        assertThat(validator
                        .post("/v1/refills", alice.phone().beginRefill(alice.now()))
                        .code())
                .isEqualTo(ErrorCode.DEVICE_FROZEN);
        assertThat(validator.stopAndEvidence(equivocation.paymentId())).isPresent();
    }

    // cites ENC-17, PAY-48, VAL-07
    @Test
    void freezesNobodyForTheSameAuthorizationWithADamagedSignature() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);
        Bytes settled = validator.submit(agreed.submission()).body();
        Forgery again = Forgery.of(agreed, validator).signedAuthorization(Damage::breakSignature);

        assertThat(validator.submit(again.encoded()).body()).isEqualTo(settled);
        assertThat(submit(Conversation.agree(alice, bob, AMOUNT)).settled()).isTrue();
    }

    // cites VAL-10
    @Test
    void refusesARecordedPaymentWithAnotherBox() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);
        submit(agreed);
        Forgery resealed = Forgery.of(agreed, validator).otp("00000000");

        Answer answer = validator.submit(resealed.encoded());

        assertThat(answer.code()).isEqualTo(ErrorCode.BOX_CHANGED);
        assertThat(submit(Conversation.agree(alice, bob, AMOUNT)).settled()).isTrue();
    }

    // cites PAY-12
    @Test
    void settlesARequestOnceWhenTwoPayersAgree() throws Exception {
        TestPhone carol = TestPhone.enrol(validator, "carol");
        validator.topUp("carol", START);
        Bytes request =
                bob.phone().request(TestPhone.draft(AMOUNT, FeeBearer.FEE_BEARER_PAYER), bob.now());
        Conversation first = Conversation.agreeOn(request, alice, bob, "");
        Conversation second = Conversation.agreeOn(request, carol, bob, "");

        assertThat(submit(first).settled()).isTrue();
        assertEverybodys(submit(second), ErrorCode.REQUEST_ALREADY_PAID);
        assertThat(carol.balance(validator)).isEqualTo(START);
    }

    // cites IDC-14
    @Test
    void refusesTwoRequestsUnderOneAlias() throws Exception {
        TestPhone carol = TestPhone.enrol(validator, "carol");
        validator.topUp("carol", START);
        Bytes request =
                bob.phone().request(TestPhone.draft(AMOUNT, FeeBearer.FEE_BEARER_PAYER), bob.now());
        Conversation first = Conversation.agreeOn(request, alice, bob, "");
        Conversation second = Conversation.agreeOn(request, carol, bob, "");
        Forgery other = Forgery.of(second, validator).request(RecordedRefusalsTest::otherMemo);
        submit(first);

        Verdict verdict = submit(other, carol);

        assertEverybodys(verdict, ErrorCode.ALIAS_SPENT);
        assertThat(verdict.decision().getCategory())
                .isEqualTo(RefusalCategory.REFUSAL_CATEGORY_PAYEE);
    }

    private static void otherMemo(PaymentRequest.Builder request) {
        request.setMemo("tea");
    }

    @Test
    void refusesMoreThanACredentialMaySpend() throws Exception {
        validator.topUp("alice", 100_000_00);

        assertPayersOwn(
                submit(Conversation.agree(alice, bob, 20_000_01)), ErrorCode.LIMIT_EXCEEDED);
    }

    @Test
    void refusesAPaymentToOnesOwnAccount() throws Exception {
        TestPhone second = TestPhone.enrol(validator, "alice");

        assertPayersOwn(submit(Conversation.agree(alice, second, AMOUNT)), ErrorCode.SAME_ACCOUNT);
    }

    // cites VAL-08
    @Test
    void judgesTheDeviceBeforeThePassword() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);
        submit(agreed);
        submit(Forgery.of(agreed, validator).terms(Damage::otherNonce), alice);
        Conversation next = Conversation.agree(alice, bob, AMOUNT);

        assertPayersOwn(
                submit(Forgery.of(next, validator).otp("00000000"), alice),
                ErrorCode.DEVICE_FROZEN);
    }

    // cites VAL-08
    @Test
    void judgesThePasswordBeforeTheAlias() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);
        submit(agreed);
        Forgery second = Forgery.of(agreed, validator).terms(Damage::otherNonce).otp("00000000");

        assertPayersOwn(submit(second, alice), ErrorCode.OTP_WRONG);
        assertThat(submit(Conversation.agree(alice, bob, AMOUNT)).settled()).isTrue();
    }

    @Test
    void leavesTheBooksInOrderAfterRefusals() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);
        submit(agreed);
        submit(Conversation.agree(alice, bob, START));
        submit(Forgery.of(agreed, validator).terms(Damage::otherNonce), alice);

        assertThat(validator.sum().getSum()).isZero();
        LedgerCheck.Report report = validator.stopAndCheck();
        assertThat(report.findings()).isEmpty();
        assertThat(report.payments()).isEqualTo(3);
    }

    // cites VAL-09
    @Test
    void recordsNothingForABoxThatDoesNotOpen() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);
        Forgery garbage = Forgery.of(agreed, validator)
                .submission(form -> form.setBox(ByteString.copyFrom(new byte[300])));
        validator.submit(garbage.encoded());

        assertThat(validator.stopAndCheck().payments()).isZero();
    }
}
