package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mopay.core.PaymentResult;
import org.mopay.core.bytes.Bytes;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The order of checks is the precedence of errors: every fault has its code, of two faults the one
 * looked for first is named, and neither leaves a trace: the payment as agreed is settled after it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrecedenceTest {
    private static final long AMOUNT = 10_00;

    private RunningValidator validator;
    private TestPhone alice;
    private TestPhone bob;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        validator = RunningValidator.start(directory, new TestClock());
        validator.clock().advance(3600);
        alice = TestPhone.enrol(validator, "alice");
        bob = TestPhone.enrol(validator, "bob");
        validator.topUp("alice", 10_000_00);
    }

    @AfterAll
    void stop() {
        validator.close();
    }

    @BeforeEach
    void refill() throws Exception {
        alice.refill(validator);
        bob.refill(validator);
    }

    static List<Faults.Fault> faults() {
        return Faults.inOrder();
    }

    /** Each fault with the next one that is in another part of the submission. */
    static Stream<Arguments> neighbours() {
        List<Faults.Fault> faults = Faults.inOrder();
        return IntStream.range(0, faults.size() - 1)
                .boxed()
                .flatMap(first -> faults.subList(first + 1, faults.size()).stream()
                        .filter(next -> !next.part().equals(faults.get(first).part()))
                        .findFirst()
                        .map(next -> Arguments.of(faults.get(first), next))
                        .stream());
    }

    // cites VAL-09, VAL-11, VAL-18, VAL-20, PAY-30, PAY-31, OTP-07
    @ParameterizedTest
    @MethodSource("faults")
    void namesEveryFaultAndRecordsNothing(Faults.Fault fault) throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);
        Forgery forgery = Forgery.of(agreed, validator);
        fault.inject().accept(forgery, alice.now());

        Answer answer = validator.submit(forgery.encoded());

        assertThat(answer.code()).isEqualTo(fault.code());
        assertThat(answer.status()).isEqualTo(fault.code().httpStatus());
        assertThat(answer.problem().getFix()).isNotEmpty();
        assertStillSettles(agreed);
    }

    // cites VAL-08, ERR-07
    @ParameterizedTest
    @MethodSource("neighbours")
    void namesTheFaultThatItLooksForFirst(Faults.Fault earlier, Faults.Fault later)
            throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);
        Forgery forgery = Forgery.of(agreed, validator);
        later.inject().accept(forgery, alice.now());
        earlier.inject().accept(forgery, alice.now());

        assertThat(validator.submit(forgery.encoded()).code()).isEqualTo(earlier.code());
        assertStillSettles(agreed);
    }

    private void assertStillSettles(Conversation agreed) throws Exception {
        Bytes submission = agreed.submission();
        agreed.answered(validator.submit(submission));
        assertThat(agreed.payerResult().status()).isEqualTo(PaymentResult.Status.SETTLED);
    }
}
