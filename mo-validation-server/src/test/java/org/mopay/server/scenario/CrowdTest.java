package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.LedgerCheck;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Many phones at once, and one payment many times at once. */
class CrowdTest {
    private static final int PHONES = 20;
    private static final int ROUNDS = 10;
    private static final long START = 1000_00;
    private static final long AMOUNT = 10_00;
    private static final long FEE = 5;

    @TempDir
    Path directory;

    private RunningValidator validator;
    private final List<TestPhone> phones = new ArrayList<>();
    private final ExecutorService hands = Executors.newFixedThreadPool(PHONES);

    @BeforeEach
    void enrol() throws Exception {
        validator = RunningValidator.start(directory, new TestClock());
        for (int i = 0; i < PHONES; i++) {
            phones.add(TestPhone.enrol(validator, "phone-" + i));
            validator.topUp("phone-" + i, START);
        }
    }

    @AfterEach
    void stop() {
        hands.shutdownNow();
        validator.close();
    }

    /** Everybody pays the next in the round, ten times. */
    private List<Conversation> agreeAll() throws Exception {
        List<Conversation> agreed = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < PHONES; i++) {
                phones.get(i).refill(validator);
                agreed.add(Conversation.agree(
                        phones.get(i), phones.get((i + 1 + round) % PHONES), AMOUNT));
            }
        }
        return agreed;
    }

    /** Twenty at a time. */
    private List<CompletableFuture<Answer>> submitAll(List<Conversation> agreed) {
        RunningValidator asked = validator;
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (Conversation each : agreed) {
            answers.add(
                    CompletableFuture.supplyAsync(() -> asked.submit(each.submission()), hands));
        }
        return answers;
    }

    // cites VAL-04, VAL-13
    @Test
    void settlesEachOfManyPaymentsOnce() throws Exception {
        List<Conversation> agreed = agreeAll();

        List<CompletableFuture<Answer>> answers = submitAll(agreed);

        for (int i = 0; i < answers.size(); i++) {
            assertThat(Verdict.of(answers.get(i).join(), agreed.get(i).payer()).settled())
                    .isTrue();
        }
        for (TestPhone phone : phones) {
            assertThat(phone.balance(validator)).isEqualTo(START - ROUNDS * FEE);
        }
        assertThat(validator.sum().getSum()).isZero();
        LedgerCheck.Report report = validator.stopAndCheck();
        assertThat(report.findings()).isEmpty();
        assertThat(report.payments()).isEqualTo(PHONES * ROUNDS);
    }

    // cites VAL-06
    @Test
    void settlesOnceWhatIsSubmittedEightTimesAtOnce() throws Exception {
        TestPhone alice = phones.get(0);
        TestPhone bob = phones.get(1);
        for (int round = 0; round < 5; round++) {
            Conversation agreed = Conversation.agree(alice, bob, AMOUNT);
            Bytes d = alice.phone().unresolved().get(round);
            Bytes byPayer = alice.phone().outgoing(d, alice.now()).message();
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(validator.submitLater(i % 2 == 0 ? agreed.submission() : byPayer));
            }

            assertThat(answers.stream().map(answer -> answer.join().body()).distinct())
                    .hasSize(1);
            assertThat(Verdict.of(answers.get(0).join(), alice).settled()).isTrue();
        }

        assertThat(alice.balance(validator)).isEqualTo(START - 5 * (AMOUNT + FEE));
        assertThat(validator.stopAndCheck().payments()).isEqualTo(5);
    }

    // cites IDC-14, PAY-47
    @Test
    void settlesOneOfManyPaymentsOfOneAlias() throws Exception {
        TestPhone alice = phones.get(0);
        Conversation agreed = Conversation.agree(alice, phones.get(1), AMOUNT);
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            byte[] nonce = new byte[16];
            nonce[0] = (byte) i;
            answers.add(validator.submitLater(Forgery.of(agreed, validator)
                    .terms(terms -> terms.setNonce(ByteString.copyFrom(nonce)))
                    .encoded()));
        }

        long settled = 0;
        for (CompletableFuture<Answer> answer : answers) {
            settled += Verdict.of(answer.join(), alice).settled() ? 1 : 0;
        }

        assertThat(settled).isOne();
        assertThat(alice.balance(validator)).isEqualTo(START - AMOUNT - FEE);
        assertThat(validator.stopAndCheck().findings()).isEmpty();
    }

    /** Whoever got an answer before the stop finds it after the start. */
    // cites VAL-05
    @Test
    void losesNothingThatWasAnsweredWhenItStops() throws Exception {
        List<Conversation> agreed = agreeAll();
        List<CompletableFuture<Answer>> answers = submitAll(agreed);

        answers.get(PHONES).join();
        validator = validator.restart();

        for (int i = 0; i < answers.size(); i++) {
            Bytes again = validator.submit(agreed.get(i).submission()).body();
            CompletableFuture<Answer> before = answers.get(i);
            if (!before.isCompletedExceptionally() && before.join().status() == 200) {
                assertThat(again).isEqualTo(before.join().body());
            }
        }
        assertThat(validator.stopAndCheck().payments()).isEqualTo(PHONES * ROUNDS);
    }
}
