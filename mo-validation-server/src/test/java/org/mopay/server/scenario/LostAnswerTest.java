package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.Phone;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.Enrolment;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.DeviceAnswer;
import org.mopay.proto.v1.DeviceOrder;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredEnrolment;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Phone and server are killed between any two steps of enrolment and refill, and the phone goes on
 * from what it has stored: nothing is lost and nothing is done twice.
 */
class LostAnswerTest {
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

    /** What the phone has stored of its enrolment, all that is left when it is killed. */
    private Bytes begun() throws Exception {
        return Bytes.copyOf(TestPhone.begin(validator, activation).stored().toByteArray());
    }

    private static Enrolment restored(Bytes record) throws Exception {
        return Enrolment.restore(StoredEnrolment.parseFrom(record.toArray()));
    }

    private SealedEnrolmentAnswer send(Bytes record) throws Exception {
        return validator
                .post("/v1/enrolments", restored(record).request())
                .message(SealedEnrolmentAnswer.parser());
    }

    private TestPhone opened(Bytes record, SealedEnrolmentAnswer answer) throws Exception {
        TrustedValidator trusted = TestPhone.trust(validator, activation);
        return TestPhone.enrolled(validator, restored(record), answer, trusted, Optional.empty());
    }

    private int devices() {
        return validator
                .devices(DeviceOrder.newBuilder().setAccount("alice"))
                .message(DeviceAnswer.parser())
                .getDevicesCount();
    }

    private void assertEnrols(Bytes record) throws Exception {
        TestPhone phone = opened(record, send(record));
        assertThat(phone.phone().unusedAliases(phone.now())).isEqualTo(16);
        assertThat(phone.balance(validator)).isZero();
    }

    // cites IDC-30
    @Test
    void anEnrolmentKilledBeforeItWasStoredLeavesTheCodeGood() throws Exception {
        begun();

        assertEnrols(begun());
    }

    // cites IDC-31, IDC-37, IDC-38
    @Test
    void anEnrolmentGoesOnFromWhatWasStored() throws Exception {
        Bytes record = begun();
        SealedEnrolmentAnswer lost = send(record);
        validator = validator.restart();
        SealedEnrolmentAnswer again = send(record);

        assertThat(again).isEqualTo(lost);
        assertThat(opened(record, again).stored())
                .isEqualTo(opened(record, lost).stored());
        assertThat(devices()).isEqualTo(1);
        assertEnrols(record);
    }

    @Test
    void anEnrolmentWhoseCodeHasEndedUnusedBeginsAgainUnderAnother() throws Exception {
        Bytes record = begun();
        validator.clock().advance(2 * DAY);
        assertThat(validator.post("/v1/enrolments", restored(record).request()).code())
                .isEqualTo(ErrorCode.ACTIVATION_CODE_INVALID);

        activation = validator.activate("alice", "");
        assertEnrols(begun());
    }

    // cites IDC-39b, IDC-08a
    @Test
    void anEnrolmentEndsUnderKeysThatAreNewerThanItsBeginning() throws Exception {
        TrustedValidator before = TestPhone.trust(validator, activation);
        Bytes record = begun();
        validator.rotate(1, 0);
        SealedEnrolmentAnswer answer = send(record);

        ProtocolException refused = catchThrowableOfType(
                ProtocolException.class,
                () -> TestPhone.enrolled(
                        validator, restored(record), answer, before, Optional.empty()));
        assertThat(refused.code()).isEqualTo(ErrorCode.ISSUER_UNKNOWN);
        TestPhone phone = opened(record, answer);
        assertThat(phone.phone().validator().requireIssuer(3, phone.now())).isNotNull();
        phone.phone().request(TestPhone.draft(100, FeeBearer.FEE_BEARER_PAYER), phone.now());
    }

    private Phone killed(Phone phone) throws Exception {
        return Phone.restore(
                phone.stored().value().orElseThrow(), TestPhone.CRYPTO, TestPhone.random());
    }

    private RefillAnswer refill(Signed request) {
        return validator.post("/v1/refills", request).message(RefillAnswer.parser());
    }

    // cites IDC-42, IDC-45
    @Test
    void aRefillGoesOnFromWhatWasStored() throws Exception {
        TestPhone host = TestPhone.enrol(validator, "alice");
        Phone phone = host.phone();
        for (int i = 0; i < 9; i++) {
            phone.request(TestPhone.draft(100, FeeBearer.FEE_BEARER_PAYER), host.now());
        }
        killed(phone).beginRefill(host.now());

        Signed request = phone.beginRefill(host.now());
        Phone stored = killed(phone);
        assertThat(stored.beginRefill(host.now())).isEqualTo(request);
        RefillAnswer lost = refill(request);
        validator = validator.restart();
        Phone again = killed(stored);
        RefillAnswer answer = refill(again.beginRefill(host.now()));
        assertThat(answer).isEqualTo(lost);

        stored.completeRefill(lost, host.now());
        again.completeRefill(answer, host.now());
        assertThat(again.stored()).isEqualTo(stored.stored());
        assertThat(again.unusedAliases(host.now())).isEqualTo(16);
        assertThat(killed(again).needsRefill(host.now())).isFalse();
        RefillAnswer next = refill(again.beginRefill(host.now()));
        assertThat(next.getNumber()).isEqualTo(2);
        assertThat(next.getGrants(0).getIndex()).isEqualTo(16 + 9);
    }
}
