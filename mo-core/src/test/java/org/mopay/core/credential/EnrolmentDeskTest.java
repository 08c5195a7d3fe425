package org.mopay.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;
import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.secret;

import com.google.protobuf.ByteString;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mopay.core.SeededRandom;
import org.mopay.core.TestValidator;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.Hpke;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.CredentialKey;
import org.mopay.proto.v1.EnrolmentAnswer;
import org.mopay.proto.v1.EnrolmentContent;
import org.mopay.proto.v1.EnrolmentRequest;
import org.mopay.proto.v1.SealedEnrolment;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredEnrolment;

import java.util.function.Consumer;
import java.util.stream.Stream;

/** The validator's side of enrolment, against phones that cheat. */
class EnrolmentDeskTest {
    private final SeededRandom random = new SeededRandom(210);
    private TestValidator validator;
    private StoredEnrolment stored;

    private interface RequestChange extends Consumer<EnrolmentRequest.Builder> {}

    private interface KeyChange extends Consumer<CredentialKey.Builder> {}

    @BeforeEach
    void begin() throws ProtocolException {
        validator = new TestValidator("bank.test", random);
        stored = Enrolment.begin(
                        validator.activation("CODE-1"), validator.trusted(), NOW, CRYPTO, random)
                .stored();
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable attempt) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(attempt)
                .extracting(ProtocolException::code)
                .isEqualTo(code);
    }

    private EnrolmentDesk.Application open(SealedEnrolment sealed) throws ProtocolException {
        return EnrolmentDesk.open(sealed, validator.id(), validator.hpkeKeys(), CRYPTO);
    }

    private Signer identity() {
        return CRYPTO.p256Signer(secret(stored.getIdentityScalar()));
    }

    // cites IDC-32, IDC-33
    @Test
    void opensAnHonestEnrolment() throws ProtocolException {
        EnrolmentDesk.Application application = open(stored.getRequest());

        assertThat(application.identityKey()).isEqualTo(identity().publicKey());
        assertThat(application.codeDigest()).isEqualTo(EnrolmentDesk.codeDigest("CODE-1"));
        assertThat(application.keys()).hasSize(TestValidator.POOL_SIZE);
    }

    @Test
    void namesARequestByEveryByteOfIt() throws ProtocolException {
        SealedEnrolment otherKeyId =
                stored.getRequest().toBuilder().setHpkeKeyId(3).build();

        assertThat(open(otherKeyId).requestDigest())
                .isNotEqualTo(open(stored.getRequest()).requestDigest());
    }

    static Stream<Arguments> sealed() {
        return Stream.of(
                arguments(ErrorCode.UNKNOWN_SUITE, (Consumer<SealedEnrolment.Builder>)
                        s -> s.setSuite("MO/2")),
                arguments(ErrorCode.WRONG_VALIDATOR, (Consumer<SealedEnrolment.Builder>)
                        s -> s.setValidatorId("other.test")),
                arguments(ErrorCode.KEY_INVALID, (Consumer<SealedEnrolment.Builder>)
                        s -> s.clearEnc()),
                arguments(ErrorCode.LOW_ORDER_POINT, (Consumer<SealedEnrolment.Builder>)
                        s -> s.setEnc(ByteString.copyFrom(new byte[32]))),
                arguments(ErrorCode.BOX_UNREADABLE, (Consumer<SealedEnrolment.Builder>)
                        s -> s.clearCiphertext()),
                arguments(ErrorCode.BOX_UNREADABLE, (Consumer<SealedEnrolment.Builder>)
                        s -> s.setCiphertext(s.getCiphertext().substring(1))));
    }

    // cites ENC-02, IDC-32
    @ParameterizedTest
    @MethodSource("sealed")
    void refusesAChangedEnvelope(ErrorCode code, Consumer<SealedEnrolment.Builder> change) {
        SealedEnrolment.Builder changed = stored.getRequest().toBuilder();
        change.accept(changed);

        assertRefused(code, () -> open(changed.build()));
    }

    @Test
    void cannotOpenWhatIsSealedToAnotherValidator() throws ProtocolException {
        TestValidator other = new TestValidator(validator.id(), random);

        assertRefused(
                ErrorCode.BOX_UNREADABLE,
                () -> EnrolmentDesk.open(
                        stored.getRequest(), validator.id(), other.hpkeKeys(), CRYPTO));
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                request(
                        "for another validator",
                        ErrorCode.WRONG_VALIDATOR,
                        r -> r.setValidatorId("other.test")),
                request(
                        "for another HPKE context",
                        ErrorCode.SIGNATURE_INVALID,
                        r -> r.setEnc(ByteString.copyFrom(new byte[32]))),
                request(
                        "for another activation code",
                        ErrorCode.SIGNATURE_INVALID,
                        r -> r.setActivationCodeDigest(
                                byteString(EnrolmentDesk.codeDigest("CODE-2")))),
                request(
                        "without a code",
                        ErrorCode.SIGNATURE_INVALID,
                        r -> r.clearActivationCodeDigest()),
                request("without keys", ErrorCode.MALFORMED_MESSAGE, r -> r.clearCredentialKeys()),
                request("with too many keys", ErrorCode.MALFORMED_MESSAGE, r -> {
                    while (r.getCredentialKeysCount() <= EnrolmentDesk.MAX_KEYS) {
                        r.addCredentialKeys(r.getCredentialKeys(0));
                    }
                }),
                request(
                        "with a key twice",
                        ErrorCode.KEY_REUSED,
                        r -> r.addCredentialKeys(r.getCredentialKeys(0))),
                request("without an answer key", ErrorCode.KEY_INVALID, r -> r.clearAnswerKey()),
                request(
                        "with an answer key of low order",
                        ErrorCode.LOW_ORDER_POINT,
                        r -> r.setAnswerKey(ByteString.copyFrom(new byte[32]))));
    }

    private static Arguments request(String name, ErrorCode code, RequestChange change) {
        return arguments(name, code, change);
    }

    // cites IDC-32, IDC-33a, IDC-34, IDC-35
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("requests")
    void refusesARequest(String name, ErrorCode code, RequestChange change)
            throws ProtocolException {
        SealedEnrolment cheating = seal(change);

        assertRefused(code, () -> open(cheating));
    }

    /** Seals a changed request that the identity key has signed. */
    private SealedEnrolment seal(RequestChange change) throws ProtocolException {
        Hpke.SenderContext hpke = Hpke.setupSender(
                validator.hpkeKeys().publicKey(),
                Bytes.ofUtf8("MO/1 enrolment\0" + validator.id()),
                CRYPTO,
                random);
        EnrolmentRequest.Builder request = EnrolmentRequest.newBuilder()
                .setValidatorId(validator.id())
                .setIdentityKey(byteString(identity().publicKey()))
                .setEnc(byteString(hpke.enc()))
                .setAnswerKey(byteString(
                        CRYPTO.x25519KeyPair(secret(stored.getAnswerPrivate())).publicKey()))
                .setActivationCodeDigest(byteString(EnrolmentDesk.codeDigest("CODE-1")))
                .addCredentialKeys(prove(0, key -> {}))
                .addCredentialKeys(prove(1, key -> {}));
        change.accept(request);
        EnrolmentContent content = EnrolmentContent.newBuilder()
                .setRequest(MessageType.ENROLMENT_REQUEST.sign(request.build(), identity()))
                .setActivationCode("CODE-1")
                .build();
        return stored.getRequest().toBuilder()
                .setEnc(byteString(hpke.enc()))
                .setCiphertext(byteString(
                        hpke.seal(Bytes.empty(), MessageType.ENROLMENT_CONTENT.encode(content))))
                .build();
    }

    private Signed prove(int index, KeyChange change) {
        StoredAlias keys = stored.getKeys(index);
        Signer signer = CRYPTO.ed25519Signer(secret(keys.getSigningSeed()));
        CredentialKey.Builder key = CredentialKey.newBuilder()
                .setValidatorId(validator.id())
                .setIdentityKey(byteString(identity().publicKey()))
                .setSigningKey(byteString(signer.publicKey()))
                .setNoiseKey(byteString(
                        CRYPTO.x25519KeyPair(secret(keys.getNoisePrivate())).publicKey()));
        change.accept(key);
        return MessageType.CREDENTIAL_KEY.sign(key.build(), signer);
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                key(
                        "for another identity",
                        ErrorCode.KEY_INVALID,
                        k -> k.setIdentityKey(ByteString.copyFrom(new byte[33]))),
                key(
                        "for another validator",
                        ErrorCode.KEY_INVALID,
                        k -> k.setValidatorId("other.test")),
                key(
                        "with half a Noise key",
                        ErrorCode.KEY_INVALID,
                        k -> k.setNoiseKey(ByteString.copyFrom(new byte[16]))),
                key(
                        "that did not sign it",
                        ErrorCode.SIGNATURE_INVALID,
                        k -> k.setSigningKey(byteString(CRYPTO.ed25519Signer(
                                        CRYPTO.generateEd25519Seed(new SeededRandom(211)))
                                .publicKey()))),
                key(
                        "of small order",
                        ErrorCode.KEY_INVALID,
                        k -> k.setSigningKey(ByteString.copyFrom(new byte[32]))),
                key(
                        "that is no point",
                        ErrorCode.KEY_INVALID,
                        k -> k.setSigningKey(ByteString.fromHex("02" + "00".repeat(31)))));
    }

    private static Arguments key(String name, ErrorCode code, KeyChange change) {
        return arguments(name, code, change);
    }

    // cites ENC-20, IDC-33
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("keys")
    void refusesACredentialKey(String name, ErrorCode code, KeyChange change)
            throws ProtocolException {
        SealedEnrolment cheating = seal(request -> request.addCredentialKeys(prove(2, change)));

        assertRefused(code, () -> open(cheating));
    }

    // cites IDC-32
    @Test
    void refusesARequestThatAnotherIdentityHasSigned() throws ProtocolException {
        Signer another = CRYPTO.p256Signer(CRYPTO.generateP256Scalar(random));
        SealedEnrolment cheating =
                seal(request -> request.setIdentityKey(byteString(another.publicKey())));

        assertRefused(ErrorCode.SIGNATURE_INVALID, () -> open(cheating));
    }

    @Test
    void sealsForThePhoneThatAskedOnly() throws ProtocolException {
        EnrolmentAnswer answer = EnrolmentAnswer.newBuilder().setAccount("mine").build();
        Bytes sealed =
                bytes(open(stored.getRequest()).seal(answer, CRYPTO, random).getCiphertext());

        assertThat(sealed.hex()).doesNotContain(Bytes.ofUtf8("mine").hex());
        assertThat(open(stored.getRequest()).seal(answer, CRYPTO, random).getCiphertext())
                .as("sealed to a fresh key each time")
                .isNotEqualTo(byteString(sealed));
    }
}
