package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.proto.v1.FeeBearer;

import java.nio.file.Path;

/** A server that stops and starts again on its data is the same one. */
class RestartTest {
    private static final long START = 100_00;
    private static final long AMOUNT = 10_00;
    private static final long DAY = 86_400;

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

    private boolean settles(Conversation agreed) throws Exception {
        return Verdict.of(validator.submit(agreed.submission()), alice).settled();
    }

    @Test
    void keepsItsKeysAndItsCertificate() throws Exception {
        Bytes pin = validator.tlsPin();
        String token = validator.operatorToken();

        validator = validator.restart();

        assertThat(validator.tlsPin()).isEqualTo(pin);
        assertThat(validator.operatorToken()).isEqualTo(token);
        alice.learn(validator);
        assertThat(alice.balance(validator)).isEqualTo(START);
    }

    // cites VAL-06, VAL-07
    @Test
    void keepsItsDecisionsAboutAnAssetThatItNoLongerSettles() throws Exception {
        Conversation settled = Conversation.agree(alice, bob, AMOUNT);
        Bytes first = validator.submit(settled.submission()).body();

        validator = validator.restart("--assets=KRW:0");

        assertThat(validator.submit(settled.submission()).body()).isEqualTo(first);
    }

    // cites VAL-05, VAL-06
    @Test
    void keepsItsDecisions() throws Exception {
        Conversation settled = Conversation.agree(alice, bob, AMOUNT);
        Conversation refused = Conversation.agree(alice, bob, START);
        Bytes first = validator.submit(settled.submission()).body();
        Bytes second = validator.submit(refused.submission()).body();

        validator.clock().advance(20 * DAY);
        validator = validator.restart("--fee-fixed=50");

        assertThat(validator.submit(settled.submission()).body()).isEqualTo(first);
        assertThat(validator.submit(refused.submission()).body()).isEqualTo(second);
        assertThat(alice.balance(validator)).isEqualTo(START - AMOUNT - 5);
        assertThat(validator.stopAndCheck().findings()).isEmpty();
    }

    @Test
    void settlesAfterwardsWhatWasAgreedBefore() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);

        validator = validator.restart();

        assertThat(settles(agreed)).isTrue();
    }

    // cites OTP-12
    @Test
    void keepsALock() throws Exception {
        TestPhone careless = TestPhone.enrolWithPin(validator, "dora");
        for (int i = 0; i < 3; i++) {
            validator.submit(agree(careless, "0000").submission());
        }

        validator = validator.restart();

        assertThat(validator.submit(agree(careless, TestPhone.PIN).submission()).code())
                .isEqualTo(ErrorCode.PAYER_UNAVAILABLE);
    }

    private Conversation agree(TestPhone payer, String pin) throws Exception {
        return Conversation.agree(
                payer, bob, TestPhone.draft(AMOUNT, FeeBearer.FEE_BEARER_PAYER), pin);
    }

    @Test
    void publishesAChangedFeeAsANewVersion() throws Exception {
        assertThat(alice.phone().validator().info().getFeeSchedulesList())
                .allSatisfy(schedule -> assertThat(schedule.getVersion()).isOne());
        validator.clock().advance(DAY);

        validator = validator.restart("--fee-fixed=50");
        alice.learn(validator);
        bob.learn(validator);

        assertThat(bob.phone()
                        .validator()
                        .currentFees(RunningValidator.ASSET, bob.now())
                        .getVersion())
                .isEqualTo(2);
        assertThat(settles(Conversation.agree(alice, bob, AMOUNT))).isTrue();
        assertThat(alice.balance(validator)).isEqualTo(START - AMOUNT - 55);
    }

    // cites PAY-17
    @Test
    void settlesUnderTheOldFeeForADay() throws Exception {
        validator.clock().advance(DAY);
        validator = validator.restart("--fee-fixed=50");

        validator.clock().advance(DAY - 10);
        assertThat(settles(Conversation.agree(alice, bob, AMOUNT))).isTrue();
        assertThat(alice.balance(validator)).isEqualTo(START - AMOUNT - 5);

        validator.clock().advance(20);
        bob.learn(validator);
        alice.learn(validator);
        assertThat(settles(Conversation.agree(alice, bob, AMOUNT))).isTrue();
        assertThat(alice.balance(validator)).isEqualTo(START - 2 * AMOUNT - 5 - 55);
    }

    @Test
    void makesNoNewVersionOfAnUnchangedFee() throws Exception {
        validator = validator.restart().restart();
        alice.learn(validator);

        assertThat(alice.phone().validator().info().getFeeSchedulesList())
                .allSatisfy(schedule -> assertThat(schedule.getVersion()).isOne());
    }
}
