package org.mopay.core.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;
import static org.mopay.core.message.Wire.byteString;

import com.google.protobuf.ByteString;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mopay.core.SeededRandom;
import org.mopay.core.TestValidator;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PayerNotice;
import org.mopay.proto.v1.PaymentStatus;

class OutcomesTest {
    private final SeededRandom random = new SeededRandom(270);
    private final Bytes d = Bytes.copyOf(random.next(32));
    private final AwaitedDecision awaited = new AwaitedDecision(
            d, PaymentIds.paymentId(NOW, d), NOW, 7, "USD", 2, 0, FeeBearer.FEE_BEARER_PAYER);
    private final SecretBytes seal = random.secret(32);
    private TestValidator validator;

    @BeforeEach
    void publish() throws ProtocolException {
        validator = new TestValidator("bank.test", random);
    }

    private Outcome outcome(Decision.Builder decision) {
        return Outcome.newBuilder()
                .setDecision(validator.sign(decision.build()))
                .build();
    }

    private void assertInvalid(Outcome outcome) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Outcomes.verify(outcome, awaited, validator.trusted()))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.OUTCOME_INVALID);
    }

    @ParameterizedTest
    @EnumSource(
            value = PaymentStatus.class,
            names = {"PAYMENT_STATUS_SETTLED", "PAYMENT_STATUS_REFUSED", "PAYMENT_STATUS_PENDING"})
    void areWhatTheValidatorHasSigned(PaymentStatus status) throws ProtocolException {
        Decision decision = validator.decision(awaited).setStatus(status).build();

        assertThat(Outcomes.verify(outcome(decision.toBuilder()), awaited, validator.trusted()))
                .isEqualTo(decision);
    }

    @Test
    void decideSomething() {
        assertInvalid(outcome(validator.decision(awaited)));
    }

    @Test
    void areInvalidWhateverByteWasChanged() {
        Outcome genuine = outcome(
                validator.decision(awaited).setStatus(PaymentStatus.PAYMENT_STATUS_SETTLED));
        byte[] body = genuine.getDecision().getBody().toByteArray();
        for (int i = 0; i < body.length; i++) {
            body[i] ^= 1;
            Outcome.Builder altered = genuine.toBuilder();
            altered.getDecisionBuilder().setBody(ByteString.copyFrom(body));
            assertInvalid(altered.build());
            body[i] ^= 1;
        }
    }

    private Outcome noticed(PayerNotice notice) {
        Bytes content = MessageType.PAYER_NOTICE.encode(notice);
        return Outcome.newBuilder()
                .setPayerBox(
                        byteString(SealedBox.seal(seal, Label.PAYER_NOTICE, d, content, CRYPTO)))
                .build();
    }

    @Test
    void tellThePayerMore() throws ProtocolException {
        PayerNotice notice =
                PayerNotice.newBuilder().setCode(6001).setBalance(0).build();

        assertThat(Outcomes.openNotice(noticed(notice), d, seal, CRYPTO)).isEqualTo(notice);
    }

    @Test
    void tellOthersNothing() {
        Outcome outcome = noticed(PayerNotice.newBuilder().setCode(6001).build());

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Outcomes.openNotice(outcome, d, random.secret(32), CRYPTO))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.BOX_UNREADABLE);
        assertThatExceptionOfType(ProtocolException.class)
                .as("a notice of another payment")
                .isThrownBy(() ->
                        Outcomes.openNotice(outcome, Bytes.copyOf(random.next(32)), seal, CRYPTO))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.BOX_UNREADABLE);
    }

    @Test
    void countFromTheTimeOfTheirKey() {
        assertInvalid(outcome(validator
                .decision(awaited)
                .setStatus(PaymentStatus.PAYMENT_STATUS_SETTLED)
                .setDecidedAt(NOW + 101 * 86_400)));
    }
}
