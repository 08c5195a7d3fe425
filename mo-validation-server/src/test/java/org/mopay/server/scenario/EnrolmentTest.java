package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.Enrolment;
import org.mopay.core.error.ErrorCode;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.SealedEnrolment;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.proto.v1.StoredEnrolment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who may become a phone of this validator, and how often. */
class EnrolmentTest {
    private static final long DAY = 86_400;

    @TempDir
    Path directory;

    private RunningValidator validator;
    private Activation activation;

    @BeforeEach
    void activate() throws Exception {
        validator = RunningValidator.start(directory, new TestClock());
        activation = validator.activate("alice", "");
    }

    @AfterEach
    void stop() {
        validator.close();
    }

    private Answer enrol(SealedEnrolment request) {
        return validator.post("/v1/enrolments", request);
    }

    private SealedEnrolment request() throws Exception {
        return TestPhone.begin(validator, activation).request();
    }

    // cites IDC-37
    @Test
    void answersTheSameRequestTheSameForEver() throws Exception {
        Enrolment enrolment = TestPhone.begin(validator, activation);

        Answer first = enrol(enrolment.request());
        validator.clock().advance(10 * DAY);
        validator = validator.restart();
        Answer again = enrol(enrolment.request());

        assertThat(again.body()).isEqualTo(first.body());
        TestPhone phone = TestPhone.enrolled(
                validator,
                Enrolment.restore(StoredEnrolment.parseFrom(enrolment.stored().toByteArray())),
                again.message(SealedEnrolmentAnswer.parser()),
                TestPhone.trust(validator, activation),
                Optional.empty());
        assertThat(phone.phone().account()).isEqualTo("alice");
        assertThat(phone.balance(validator)).isZero();
    }

    // cites IDC-26
    @Test
    void takesACodeOnce() throws Exception {
        enrol(request()).message(SealedEnrolmentAnswer.parser());

        assertThat(enrol(request()).code()).isEqualTo(ErrorCode.ACTIVATION_CODE_INVALID);
    }

    // cites IDC-26
    @Test
    void takesACodeOnceWhenManyAskAtTheSameTime() throws Exception {
        List<SealedEnrolment> requests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            requests.add(request());
        }

        List<Integer> answers = requests.parallelStream()
                .map(request -> enrol(request).status())
                .sorted()
                .toList();

        assertThat(answers).containsExactly(200, 403, 403, 403, 403, 403, 403, 403);
    }

    // cites IDC-36
    @Test
    void refusesAnUnknownCode() throws Exception {
        activation = activation.toBuilder().setCode("guessed").build();

        Answer answer = enrol(request());

        assertThat(answer.code()).isEqualTo(ErrorCode.ACTIVATION_CODE_INVALID);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).doesNotContain("guessed");
    }

    // cites IDC-26, IDC-36
    @Test
    void refusesAnExpiredCode() throws Exception {
        validator.clock().advance(DAY + 1);

        assertThat(enrol(request()).code()).isEqualTo(ErrorCode.ACTIVATION_CODE_INVALID);
    }

    @Test
    void refusesWhatIsSealedToAKeyItDoesNotHave() throws Exception {
        SealedEnrolment request = request().toBuilder().setHpkeKeyId(99).build();

        assertThat(enrol(request).code()).isEqualTo(ErrorCode.BOX_UNREADABLE);
    }

    @Test
    void refusesADamagedSeal() throws Exception {
        SealedEnrolment request = request();

        assertThat(enrol(request.toBuilder()
                                .setCiphertext(Damage.flipped(request.getCiphertext()))
                                .build())
                        .code())
                .isEqualTo(ErrorCode.BOX_UNREADABLE);
        assertThat(enrol(request.toBuilder()
                                .setEnc(ByteString.copyFrom(new byte[32]))
                                .build())
                        .code())
                .isEqualTo(ErrorCode.LOW_ORDER_POINT);
        assertThat(enrol(request.toBuilder().setEnc(ByteString.EMPTY).build()).status())
                .isBetween(400, 422);
        assertThat(enrol(request).status()).isEqualTo(200);
    }

    // cites ENC-02, IDC-32
    @Test
    void refusesAnotherSuiteAndAnotherValidator() throws Exception {
        SealedEnrolment request = request();

        assertThat(enrol(request.toBuilder().setSuite("MO/0").build()).code())
                .isEqualTo(ErrorCode.UNKNOWN_SUITE);
        assertThat(enrol(request.toBuilder().setValidatorId("mo.other").build()).code())
                .isEqualTo(ErrorCode.WRONG_VALIDATOR);
    }

    @Test
    void refusesATooLargeOrCutRequest() throws Exception {
        Bytes whole = Bytes.copyOf(request().toByteArray());

        for (int cut = 1; cut < whole.size(); cut += whole.size() / 40) {
            Answer answer = validator.post("/v1/enrolments", whole.slice(0, cut));
            assertThat(answer.code()).as("cut at %d", cut).isNotEqualTo(ErrorCode.INTERNAL_ERROR);
        }
        assertThat(validator
                        .post("/v1/enrolments", Bytes.concat(whole, Bytes.of((byte) 0)))
                        .code())
                .isEqualTo(ErrorCode.MALFORMED_MESSAGE);
        assertThat(validator
                        .post("/v1/enrolments", Bytes.copyOf(new byte[65_537]))
                        .code())
                .isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
        assertThat(validator
                        .post("/v1/enrolments", Bytes.copyOf(new byte[200_000]))
                        .code())
                .isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
    }

    /** A second phone that knows the first one's keys, as a clone does, gets no credential for them. */
    // cites IDC-35
    @Test
    void registersAKeyOnce() throws Exception {
        Enrolment enrolment = TestPhone.begin(validator, activation);
        enrol(enrolment.request()).message(SealedEnrolmentAnswer.parser());

        Answer clone =
                enrol(new Clone(validator, enrolment).request(validator.activate("bob", "")));

        assertThat(clone.code()).isEqualTo(ErrorCode.KEY_REUSED);
    }

    /** Else a stranger without a code could have up to 64 keys checked with every request. */
    @Test
    void looksTheCodeUpBeforeItChecksTheKeys() throws Exception {
        Clone clone = new Clone(validator, TestPhone.begin(validator, activation));

        assertThat(enrol(clone.requestWithoutProofs(
                                activation.toBuilder().setCode("guessed").build()))
                        .code())
                .isEqualTo(ErrorCode.ACTIVATION_CODE_INVALID);
        assertThat(enrol(clone.requestWithoutProofs(activation)).code())
                .isEqualTo(ErrorCode.SIGNATURE_INVALID);
    }
}
