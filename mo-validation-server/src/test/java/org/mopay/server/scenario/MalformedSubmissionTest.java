package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** Submissions that were cut, or that have bits flipped, anywhere: a code each, and no trace. */
class MalformedSubmissionTest {
    private static final long AMOUNT = 10_00;
    private static final int STEP = 3;
    private static final int FLIPS = 400;

    @TempDir
    Path directory;

    private RunningValidator validator;
    private TestPhone alice;
    private Conversation agreed;

    @BeforeEach
    void agree() throws Exception {
        validator = RunningValidator.start(directory, new TestClock());
        alice = TestPhone.enrol(validator, "alice");
        TestPhone bob = TestPhone.enrol(validator, "bob");
        validator.topUp("alice", 100_00);
        agreed = Conversation.agree(alice, bob, AMOUNT);
    }

    @AfterEach
    void stop() {
        validator.close();
    }

    /** Else the forgeries would be refused for a reason of their own. */
    @Test
    void takesTheForgersWorkWhenNothingIsAltered() {
        assertThat(Forgery.of(agreed, validator).encoded()).isEqualTo(agreed.submission());
    }

    // cites ENC-06, SEC-04
    @Test
    void refusesASubmissionCutAnywhere() throws Exception {
        Bytes whole = agreed.submission();

        List<ErrorCode> codes = submitAll(whole.size() / STEP, i -> whole.slice(0, i * STEP));

        assertThat(codes).as("positions").hasSizeGreaterThan(300);
        assertNoTrace();
    }

    /** The submitter's box is right for the cut submission: only its form gives it away. */
    @Test
    void refusesAnAuthenticatedSubmissionCutInside() throws Exception {
        int size = Forgery.of(agreed, validator).encoded().size() - 300;

        List<ErrorCode> codes = submitAll(
                size / STEP,
                i -> Forgery.of(agreed, validator)
                        .encodedSubmission(inner -> inner.slice(0, i * STEP))
                        .encoded());

        assertThat(codes).as("positions").hasSizeGreaterThan(300);
        assertThat(codes).doesNotContain(ErrorCode.SUBMITTER_INVALID, ErrorCode.BOX_UNREADABLE);
        assertNoTrace();
    }

    // cites VAL-01, VAL-09, SEC-04
    @Test
    void refusesASubmissionWithAnyBitFlipped() throws Exception {
        byte[] whole = agreed.submission().toArray();
        long seed = 20_26;
        Random random = new Random(seed);

        List<ErrorCode> codes = submitAll(FLIPS, i -> {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            return Bytes.copyOf(flipped);
        });

        assertThat(codes).as("seed %d", seed).hasSize(FLIPS);
        assertNoTrace();
    }

    /** Every answer is a code of the registry; an internal error is none that may be seen. */
    private List<ErrorCode> submitAll(int count, IntFunction<Bytes> submission) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(validator.submitLater(submission.apply(i)));
            if (i % 32 == 31) {
                answers.get(i).join();
            }
        }
        List<ErrorCode> codes = new ArrayList<>();
        for (CompletableFuture<Answer> answer : answers) {
            ErrorCode code = answer.join().code();
            assertThat(code).isNotEqualTo(ErrorCode.INTERNAL_ERROR);
            codes.add(code);
        }
        return codes;
    }

    private void assertNoTrace() throws Exception {
        assertThat(Verdict.of(validator.submit(agreed.submission()), alice).settled())
                .isTrue();
        assertThat(validator.stopAndCheck().payments()).isOne();
    }
}
