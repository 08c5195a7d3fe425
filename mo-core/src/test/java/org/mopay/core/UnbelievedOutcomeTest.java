package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mopay.core.TestValidator.NOW;
import static org.mopay.core.message.Wire.byteString;

import com.google.protobuf.ByteString;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Frame;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.AwaitedDecision;
import org.mopay.proto.v1.ChannelMessage;
import org.mopay.proto.v1.Close;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.Declined;
import org.mopay.proto.v1.Extension;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.StepUpResponse;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Once authorized, only the validator's signed word about this d ends a payment. */
class UnbelievedOutcomeTest {
    private HostilePayee payee;
    private Bytes d;

    private interface DecisionChange extends Consumer<Decision.Builder> {}

    @BeforeEach
    void authorize() throws ProtocolException {
        payee = new HostilePayee(110);
        payee.beAuthorized();
        d = payee.phones.payer.phone().unresolved().get(0);
    }

    private Decision.Builder settled() throws ProtocolException {
        AwaitedDecision awaited = AwaitedDecision.of(
                payee.phones.payer.stored().getPayments(0).getAuthorization(), payee.request);
        return payee.phones
                .validator
                .decision(awaited)
                .setStatus(PaymentStatus.PAYMENT_STATUS_SETTLED);
    }

    private List<Action> hear(Outcome.Builder outcome) throws ProtocolException {
        return hear(ChannelMessage.newBuilder().setOutcome(outcome));
    }

    private List<Action> hear(ChannelMessage.Builder message) throws ProtocolException {
        return payee.payer.received(payee.end.say(message), NOW);
    }

    private void assertUnresolved(List<Action> actions, ErrorCode code) throws ProtocolException {
        PaymentResult result = ((Action.Finish) actions.get(0)).result();
        assertThat(actions).hasSize(1);
        assertThat(result.status()).isEqualTo(PaymentResult.Status.UNRESOLVED);
        assertThat(result.code()).hasValue(code);
        assertThat(result.d()).hasValue(d);
        assertThat(result.outcome()).isEmpty();
        assertThat(payee.phones.payer.restart().phone().unresolved()).containsExactly(d);
    }

    // cites PAY-49
    @Test
    void believesTheValidator() throws ProtocolException {
        Outcome.Builder outcome = Outcome.newBuilder()
                .setDecision(payee.phones.validator.sign(settled().build()));

        assertThat(hear(outcome)).singleElement().isInstanceOf(Action.Persist.class);
        PaymentResult result = ((Action.Finish) payee.payer.persisted().get(1)).result();

        assertThat(result.status()).isEqualTo(PaymentResult.Status.SETTLED);
        assertThat(result.outcome().orElseThrow().hasNotice())
                .as("the payee has dropped the payer's box; the decision counts all the same")
                .isFalse();
    }

    static Stream<Arguments> decisions() {
        return Stream.of(
                arguments("about another payment", (DecisionChange)
                        o -> o.setD(ByteString.copyFrom(new byte[32]))),
                arguments("about no payment", (DecisionChange) Decision.Builder::clearD),
                arguments("of another validator", (DecisionChange)
                        o -> o.setValidatorId("other.test")),
                arguments("without a status", (DecisionChange)
                        o -> o.setStatus(PaymentStatus.PAYMENT_STATUS_UNSPECIFIED)),
                arguments("about another amount", (DecisionChange) o -> o.setAmount(125)),
                arguments("about another asset", (DecisionChange) o -> o.setAsset("EUR")),
                arguments("about another exponent", (DecisionChange) o -> o.setExponent(3)),
                arguments("about another fee", (DecisionChange) o -> o.setFee(1)),
                arguments("with the fee on the other side", (DecisionChange)
                        o -> o.setFeeBearerValue(3 - o.getFeeBearerValue())),
                arguments(
                        "under another payment id", (DecisionChange) o -> o.setPaymentId(o.getD())),
                arguments("made before the request", (DecisionChange)
                        o -> o.setDecidedAt(NOW - 1000)),
                arguments("of an unknown issuer key", (DecisionChange) o -> o.setIssuerKeyId(9)),
                arguments(
                        "of a key that is no issuer's", (DecisionChange) o -> o.setIssuerKeyId(2)),
                arguments(
                        "before the issuer key was valid", (DecisionChange) o -> o.setDecidedAt(1)),
                arguments("with an unknown even extension", (DecisionChange)
                        o -> o.addExtensions(Extension.newBuilder().setId(2))));
    }

    // cites PAY-49, HS-39
    @ParameterizedTest(name = "{0}")
    @MethodSource("decisions")
    void doesNotBelieveADecision(String name, DecisionChange change) throws ProtocolException {
        Decision.Builder decision = settled();
        change.accept(decision);

        assertUnresolved(
                hear(Outcome.newBuilder()
                        .setDecision(payee.phones.validator.sign(decision.build()))),
                ErrorCode.OUTCOME_INVALID);
    }

    // cites PAY-49
    @Test
    void doesNotBelieveAForger() throws ProtocolException {
        TestValidator forger =
                new TestValidator(payee.phones.validator.id(), new SeededRandom(111));

        assertUnresolved(
                hear(Outcome.newBuilder().setDecision(forger.sign(settled().build()))),
                ErrorCode.OUTCOME_INVALID);
    }

    // cites ENC-13, PAY-49
    @Test
    void doesNotBelieveASignatureOfAnotherType() throws ProtocolException {
        Bytes body = MessageType.DECISION.encode(settled().build());
        Outcome.Builder outcome = Outcome.newBuilder();
        outcome.getDecisionBuilder()
                .setBody(byteString(body))
                .setSignature(payee.alias.getCredential().getCredential().getSignature());

        assertUnresolved(hear(outcome), ErrorCode.OUTCOME_INVALID);
    }

    // cites PAY-49
    @Test
    void doesNotBelieveAnAlteredDecision() throws ProtocolException {
        Outcome.Builder outcome = Outcome.newBuilder()
                .setDecision(payee.phones.validator.sign(settled()
                        .setStatus(PaymentStatus.PAYMENT_STATUS_REFUSED)
                        .build()));
        outcome.getDecisionBuilder()
                .setBody(byteString(MessageType.DECISION.encode(settled().build())));

        assertUnresolved(hear(outcome), ErrorCode.OUTCOME_INVALID);
    }

    @Test
    void doesNotBelieveAnEmptyOutcome() throws ProtocolException {
        assertUnresolved(hear(Outcome.newBuilder()), ErrorCode.OUTCOME_INVALID);
    }

    // cites HS-38, PAY-50
    @Test
    void doesNotBelieveThePayeesOwnNo() throws ProtocolException {
        Declined.Builder declined =
                Declined.newBuilder().setCode(ErrorCode.INSUFFICIENT_FUNDS.number());

        assertUnresolved(
                hear(ChannelMessage.newBuilder().setDeclined(declined)),
                ErrorCode.INSUFFICIENT_FUNDS);
    }

    @Test
    void takesAnUnknownReasonForADecline() throws ProtocolException {
        assertUnresolved(
                hear(ChannelMessage.newBuilder()
                        .setDeclined(Declined.newBuilder().setCode(1))),
                ErrorCode.DECLINED);
    }

    // cites HS-38, PAY-42
    @Test
    void isUnresolvedWhenThePayeeHangsUp() throws ProtocolException {
        assertUnresolved(
                hear(ChannelMessage.newBuilder().setClose(Close.getDefaultInstance())),
                ErrorCode.PEER_GONE);
    }

    // cites HS-38, HS-41
    @Test
    void isUnresolvedWhenTheTimeIsOver() throws ProtocolException {
        assertUnresolved(payee.payer.deadlinePassed(), ErrorCode.DEADLINE_PASSED);
    }

    // cites HS-38, HS-42
    @Test
    void isUnresolvedWhenTheConversationIsAborted() throws ProtocolException {
        assertUnresolved(
                payee.payer.received(
                        payee.end.frame(Frame.Type.ABORT, new byte[] {0x08, (byte) 0xaa, 0x1f}),
                        NOW),
                ErrorCode.DECLINED);
    }

    /** A damaged frame of another type must not pass for an abort. */
    @ParameterizedTest
    @ValueSource(strings = {"08aa1f1001", "08aa9f00", "0800", "0a00", "08", "ff"})
    void waitsOnWhenAnAbortIsNotCanonical(String payload) {
        Bytes abort = payee.end.frame(Frame.Type.ABORT, Bytes.ofHex(payload).toArray());

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> payee.payer.received(abort, NOW))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.MALFORMED_MESSAGE);
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(
                arguments("nothing", Bytes.empty(), ErrorCode.UNEXPECTED_MESSAGE),
                arguments("garbage", Bytes.ofUtf8("garbage"), ErrorCode.MALFORMED_MESSAGE),
                arguments("an unknown message", Bytes.ofHex("fa0700"), ErrorCode.MALFORMED_MESSAGE),
                arguments(
                        "a step-up",
                        MessageType.CHANNEL_MESSAGE.encode(ChannelMessage.newBuilder()
                                .setStepUpResponse(StepUpResponse.getDefaultInstance())
                                .build()),
                        ErrorCode.UNEXPECTED_MESSAGE));
    }

    // cites HS-40
    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("nonsense")
    void waitsOnWhenThePayeeTalksNonsense(String name, Bytes content, ErrorCode code)
            throws ProtocolException {
        Bytes frame = payee.end.say(content);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> payee.payer.received(frame, NOW))
                .extracting(ProtocolException::code)
                .isEqualTo(code);
        believesTheValidator();
    }
}
