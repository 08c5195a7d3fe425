package org.mopay.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;
import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.secret;

import com.google.protobuf.ByteString;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mopay.core.Phone;
import org.mopay.core.SeededRandom;
import org.mopay.core.TestValidator;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.CredentialGrant;
import org.mopay.proto.v1.EnrolmentAnswer;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.proto.v1.StoredEnrolment;
import org.mopay.proto.v1.StoredPhone;
import org.mopay.proto.v1.ValidatorInfo;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A phone's side of enrolment. */
class EnrolmentTest {
    private final SeededRandom random = new SeededRandom(200);
    private TestValidator validator;
    private Enrolment enrolment;

    private interface AnswerChange extends Consumer<EnrolmentAnswer.Builder> {}

    @BeforeEach
    void begin() throws ProtocolException {
        validator = new TestValidator("bank.test", random);
        enrolment = begin("CODE-1");
    }

    private Enrolment begin(String code) throws ProtocolException {
        return Enrolment.begin(
                validator.activation(code), validator.trusted(), NOW, CRYPTO, random);
    }

    private StoredPhone complete(SealedEnrolmentAnswer answer) throws ProtocolException {
        return enrolment.complete(answer, validator.trusted(), NOW, CRYPTO);
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable attempt) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(attempt)
                .extracting(ProtocolException::code)
                .isEqualTo(code);
    }

    // cites IDC-40
    @Test
    void makesAPhoneWithAFullPool() throws ProtocolException {
        Phone phone = Phone.enrolled(
                enrolment,
                validator.enrol(enrolment.request()),
                validator.trusted(),
                Optional.empty(),
                NOW,
                CRYPTO,
                random);

        assertThat(phone.unusedAliases(NOW)).isEqualTo(TestValidator.POOL_SIZE);
        assertThat(phone.needsRefill(NOW)).isFalse();
        assertThat(phone.needsPin()).isFalse();
        assertThat(phone.validatorAddress().getPort()).isEqualTo(8443);
        assertThat(phone.validatorAddress().getCode()).as("used up").isEmpty();
        TestValidator.Device device = validator.device(phone.deviceId());
        assertThat(phone.account()).isEqualTo(device.account());
        Phone restored = Phone.restore(phone.stored().value().orElseThrow(), CRYPTO, random);
        assertThat(restored.stored().value()).isEqualTo(phone.stored().value());
    }

    // cites IDC-30, IDC-31
    @Test
    void getsTheSameAnswerForTheSameRequest() throws Exception {
        SealedEnrolmentAnswer lost = validator.enrol(enrolment.request());
        Enrolment restored =
                Enrolment.restore(StoredEnrolment.parseFrom(enrolment.stored().toByteArray()));

        SealedEnrolmentAnswer again = validator.enrol(restored.request());

        assertThat(restored.request()).isEqualTo(enrolment.request());
        assertThat(restored.complete(again, validator.trusted(), NOW, CRYPTO).toByteArray())
                .isEqualTo(complete(lost).toByteArray());
    }

    // cites IDC-13
    @Test
    void neverMakesTheSameKeysTwice() throws ProtocolException {
        StoredEnrolment other = begin("CODE-1").stored();

        assertThat(other.getIdentityScalar()).isNotEqualTo(enrolment.stored().getIdentityScalar());
        assertThat(enrolment.stored().getKeysList())
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(other.getKeysList());
    }

    // cites IDC-39
    @Test
    void refusesAnAnswerThatWasAlteredAnywhere() throws ProtocolException {
        SealedEnrolmentAnswer answer = validator.enrol(enrolment.request());

        for (int i = 0; i < answer.getEphemeral().size(); i++) {
            SealedEnrolmentAnswer altered = answer.toBuilder()
                    .setEphemeral(flipped(answer.getEphemeral(), i))
                    .build();
            assertRefused(ErrorCode.BOX_UNREADABLE, () -> complete(altered));
        }
        for (int i = 0; i < answer.getCiphertext().size(); i++) {
            SealedEnrolmentAnswer altered = answer.toBuilder()
                    .setCiphertext(flipped(answer.getCiphertext(), i))
                    .build();
            assertRefused(ErrorCode.BOX_UNREADABLE, () -> complete(altered));
        }
    }

    private static ByteString flipped(ByteString value, int index) {
        byte[] bytes = value.toByteArray();
        bytes[index] ^= 1;
        return ByteString.copyFrom(bytes);
    }

    static Stream<Arguments> malformedAnswers() {
        return Stream.of(
                arguments(SealedEnrolmentAnswer.newBuilder(), ErrorCode.KEY_INVALID),
                arguments(
                        SealedEnrolmentAnswer.newBuilder()
                                .setEphemeral(ByteString.copyFrom(new byte[32])),
                        ErrorCode.LOW_ORDER_POINT),
                arguments(
                        SealedEnrolmentAnswer.newBuilder()
                                .setEphemeral(ByteString.copyFrom(new byte[32])
                                        .substring(1)
                                        .concat(ByteString.copyFrom(new byte[] {9}))),
                        ErrorCode.BOX_UNREADABLE));
    }

    @ParameterizedTest
    @MethodSource("malformedAnswers")
    void refusesAMalformedAnswer(SealedEnrolmentAnswer.Builder answer, ErrorCode code) {
        assertRefused(code, () -> complete(answer.build()));
    }

    // cites IDC-39
    @Test
    void refusesTheAnswerToAnotherRequest() throws ProtocolException {
        SealedEnrolmentAnswer other = validator.enrol(begin("CODE-2").request());

        assertRefused(ErrorCode.BOX_UNREADABLE, () -> complete(other));
    }

    static Stream<Arguments> grants() {
        return Stream.of(
                answer(
                        "one credential short",
                        ErrorCode.CREDENTIAL_MISMATCH,
                        a -> a.removeGrants(0)),
                answer(
                        "one credential too many",
                        ErrorCode.CREDENTIAL_MISMATCH,
                        a -> a.addGrants(a.getGrants(0))),
                answer(
                        "credentials of other keys",
                        ErrorCode.CREDENTIAL_MISMATCH,
                        a -> swap(a, 0, 1)),
                answer("no seal secret", ErrorCode.MALFORMED_MESSAGE, a -> a.clearSealSecret()),
                answer(
                        "half an OTP secret",
                        ErrorCode.MALFORMED_MESSAGE,
                        a -> a.setOtpSecret(ByteString.copyFrom(new byte[16]))),
                answer(
                        "a credential that nobody signed",
                        ErrorCode.CREDENTIAL_INVALID,
                        a -> a.getGrantsBuilder(0)
                                .getCredentialBuilder()
                                .getCredentialBuilder()
                                .setSignature(ByteString.copyFrom(new byte[64]))));
    }

    private static void swap(EnrolmentAnswer.Builder answer, int one, int other) {
        CredentialGrant first = answer.getGrants(one);
        answer.setGrants(one, answer.getGrants(other)).setGrants(other, first);
    }

    private static Arguments answer(String name, ErrorCode code, AnswerChange change) {
        return arguments(name, code, change);
    }

    // cites IDC-39a, IDC-40
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("grants")
    void refusesAnAnswerWith(String name, ErrorCode code, AnswerChange change)
            throws ProtocolException {
        EnrolmentAnswer.Builder answer = validator.answer(enrolment.request()).toBuilder();
        change.accept(answer);
        SealedEnrolmentAnswer sealed = EnrolmentDesk.open(
                        enrolment.request(), validator.id(), validator.hpkeKeys(), CRYPTO)
                .seal(answer.build(), CRYPTO, random);

        assertRefused(code, () -> complete(sealed));
    }

    /** Neither the HPKE key, should it leak one day, nor the answer key alone opens the answer. */
    @Test
    void needsBothSecretsToOpenTheAnswer() throws ProtocolException {
        SealedEnrolmentAnswer answer = validator.enrol(enrolment.request());
        ByteString other = ByteString.copyFrom(random.next(32));

        for (StoredEnrolment.Builder without : List.of(
                enrolment.stored().toBuilder().setExportedSecret(other),
                enrolment.stored().toBuilder().setAnswerPrivate(other))) {
            enrolment = Enrolment.restore(without.build());
            assertRefused(ErrorCode.BOX_UNREADABLE, () -> complete(answer));
        }
    }

    /** A validator that knew the signing key could sign in the phone's name. */
    @Test
    void refusesACredentialWhoseSigningKeyIsNotItsOwn() throws ProtocolException {
        EnrolmentAnswer.Builder answer = validator.answer(enrolment.request()).toBuilder();
        Credential granted = MessageType.CREDENTIAL.decode(
                answer.getGrants(0).getCredential().getCredential().getBody());
        Bytes another = CRYPTO.ed25519Signer(CRYPTO.generateEd25519Seed(random)).publicKey();
        answer.getGrantsBuilder(0)
                .setCredential(validator.issue(
                        granted.toBuilder().setSigningKey(byteString(another)).build()));
        SealedEnrolmentAnswer sealed = EnrolmentDesk.open(
                        enrolment.request(), validator.id(), validator.hpkeKeys(), CRYPTO)
                .seal(answer.build(), CRYPTO, random);

        assertRefused(ErrorCode.CREDENTIAL_MISMATCH, () -> complete(sealed));
    }

    // cites IDC-04
    @Test
    void needsInformationThatHasNotExpired() throws ProtocolException {
        ValidatorInfo expired = validator.info().setExpiresAt(NOW - 1).build();
        TrustedValidator trusted = validator.trust(expired);

        assertRefused(
                ErrorCode.VALIDATOR_INFO_EXPIRED,
                () -> Enrolment.begin(
                        validator.activation("CODE-1"), trusted, NOW, CRYPTO, random));
    }

    @Test
    void hidesTheActivationCodeAndTheIdentityFromTheNetwork() {
        String sent = Bytes.copyOf(enrolment.request().toByteArray()).hex();
        Bytes identity = CRYPTO.p256Signer(secret(enrolment.stored().getIdentityScalar()))
                .publicKey();

        assertThat(sent)
                .doesNotContain(Bytes.ofUtf8("CODE-1").hex())
                .doesNotContain(identity.hex());
    }
}
