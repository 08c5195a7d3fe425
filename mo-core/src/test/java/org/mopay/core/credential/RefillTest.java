package org.mopay.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;
import static org.mopay.core.TestValidator.POOL_SIZE;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mopay.core.HostedPhone;
import org.mopay.core.SeededRandom;
import org.mopay.core.TestValidator;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.CredentialGrant;
import org.mopay.proto.v1.CredentialKind;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.Signed;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A phone asks for more aliases, once for each number. */
class RefillTest {
    private final SeededRandom random = new SeededRandom(220);
    private TestValidator validator;
    private HostedPhone host;

    private interface AnswerChange extends Consumer<RefillAnswer.Builder> {}

    @BeforeEach
    void drainThePool() throws ProtocolException {
        validator = new TestValidator("bank.test", random);
        host = HostedPhone.enrol(validator, "CODE-1", random);
        for (int i = 0; i < POOL_SIZE - 1; i++) {
            host.request(100, NOW);
        }
    }

    private Signed begin() {
        Signed refill = host.phone().beginRefill(NOW);
        host.persist(List.of(host.phone().stored()));
        return refill;
    }

    private void complete(RefillAnswer answer) throws ProtocolException {
        host.persist(List.of(host.phone().completeRefill(answer, NOW)));
    }

    @Test
    void fillsThePoolAgain() throws ProtocolException {
        assertThat(host.phone().needsRefill(NOW)).isTrue();

        complete(validator.refill(begin()));

        assertThat(host.restart().phone().unusedAliases(NOW)).isEqualTo(POOL_SIZE);
        assertThat(host.phone().needsRefill(NOW)).isFalse();
        assertThat(host.stored().getAliasesList()).doesNotHaveDuplicates();
    }

    // cites IDC-45
    @Test
    void asksTheSameAgainUntilItIsAnswered() throws ProtocolException {
        Signed lost = begin();

        assertThat(host.restart().phone().beginRefill(NOW)).isEqualTo(lost);

        complete(validator.refill(lost));
        Signed next = begin();
        assertThat(MessageType.REFILL_REQUEST.decode(lost.getBody()).getNumber())
                .isEqualTo(1);
        assertThat(MessageType.REFILL_REQUEST.decode(next.getBody()).getNumber())
                .isEqualTo(2);
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                answer("to another refill", ErrorCode.CREDENTIAL_MISMATCH, a -> a.setNumber(2)),
                answer(
                        "with a credential short",
                        ErrorCode.CREDENTIAL_MISMATCH,
                        a -> a.removeGrants(0)),
                answer("for keys of another phone", ErrorCode.CREDENTIAL_MISMATCH, a -> {
                    CredentialGrant first = a.getGrants(0);
                    a.setGrants(0, a.getGrants(1)).setGrants(1, first);
                }),
                answer(
                        "that nobody signed",
                        ErrorCode.CREDENTIAL_INVALID,
                        a -> a.getGrantsBuilder(0)
                                .getCredentialBuilder()
                                .getCredentialBuilder()
                                .clearSignature()));
    }

    private static Arguments answer(String name, ErrorCode code, AnswerChange change) {
        return arguments(name, code, change);
    }

    // cites IDC-46
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("answers")
    void refusesAnAnswer(String name, ErrorCode code, AnswerChange change)
            throws ProtocolException {
        RefillAnswer.Builder answer = validator.refill(begin()).toBuilder();
        RefillAnswer right = answer.build();
        change.accept(answer);

        assertRefused(code, answer.build());
        complete(right);
        assertThat(host.phone().unusedAliases(NOW)).isEqualTo(POOL_SIZE);
    }

    // cites IDC-46a
    @Test
    void refusesAMerchantsCredentialThatItDidNotAskFor() throws ProtocolException {
        RefillAnswer.Builder answer = validator.refill(begin()).toBuilder();
        Credential alias = MessageType.CREDENTIAL.decode(
                answer.getGrants(0).getCredential().getCredential().getBody());
        answer.getGrantsBuilder(0)
                .setCredential(validator.issue(alias.toBuilder()
                        .setKind(CredentialKind.CREDENTIAL_KIND_MERCHANT)
                        .setVerifiedName("Shop")
                        .build()));

        assertRefused(ErrorCode.CREDENTIAL_MISMATCH, answer.build());
    }

    // cites IDC-46
    @Test
    void refusesAnAnswerThatItDidNotAskFor() throws ProtocolException {
        RefillAnswer answer = validator.refill(begin());
        complete(answer);

        assertRefused(ErrorCode.CREDENTIAL_MISMATCH, answer);
        assertRefused(ErrorCode.CREDENTIAL_MISMATCH, RefillAnswer.getDefaultInstance());
        assertThat(host.stored().getRefillNumber()).isEqualTo(1);
    }

    private void assertRefused(ErrorCode code, RefillAnswer answer) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> complete(answer))
                .extracting(ProtocolException::code)
                .isEqualTo(code);
        assertThat(host.isPersisted()).isTrue();
    }

    // cites IDC-44
    @Test
    void isSignedByTheDeviceForItsValidator() throws ProtocolException {
        Signed refill = begin();
        Bytes identity = validator.device(host.phone().deviceId()).identityKey();
        Bytes another = CRYPTO.p256Signer(CRYPTO.generateP256Scalar(random)).publicKey();

        assertThat(EnrolmentDesk.check(refill, validator.id(), identity, CRYPTO))
                .hasSize(POOL_SIZE - 1);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> EnrolmentDesk.check(refill, "other.test", identity, CRYPTO))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.WRONG_VALIDATOR);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> EnrolmentDesk.check(refill, validator.id(), another, CRYPTO))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.SIGNATURE_INVALID);
    }
}
