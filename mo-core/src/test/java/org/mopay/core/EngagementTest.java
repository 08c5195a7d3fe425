package org.mopay.core;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Engagements;
import org.mopay.core.channel.Frame;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.message.Padding;
import org.mopay.core.noise.NoiseProtocol;
import org.mopay.proto.v1.Engagement;
import org.mopay.proto.v1.Hello;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What an engagement protects: whoever has not seen it, or has changed it, gets nowhere. */
class EngagementTest {
    private static final Bytes ZERO_POINT = Bytes.copyOf(new byte[32]);

    private interface EngagementChange extends Consumer<Engagement.Builder> {}

    private static void assertRefused(ErrorCode code, ThrowingCallable attempt) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(attempt)
                .extracting(ProtocolException::code)
                .isEqualTo(code);
    }

    private static Bytes firstFrame(PayerSession payer) throws ProtocolException {
        return ((Action.Send) payer.start(NOW).get(0)).frame();
    }

    /** A frame with handshake message 1 of XX, whose payload is in the clear. */
    private static Bytes hello(Bytes ephemeral, Hello.Builder payload) {
        Bytes message = Bytes.concat(ephemeral, MessageType.HELLO.encode(payload.build()));
        return new Frame(
                        Frame.Type.HANDSHAKE,
                        Bytes.copyOf(new byte[Frame.SESSION_ID_SIZE]),
                        0,
                        message)
                .encode();
    }

    private static Hello.Builder helloTo(Bytes engagement) {
        return Hello.newBuilder()
                .setSuite("MO/1")
                .setEngagementDigest(byteString(Engagements.digest(engagement)));
    }

    // cites HS-16
    @Test
    void tellsNothingToAProberThatHasNotSeenIt() throws ProtocolException {
        TwoPhones phones = new TwoPhones(90);
        PayeeSession payee = phones.receive(phones.request(), false);
        Bytes ephemeral = CRYPTO.generateX25519(phones.random).publicKey();
        Bytes another = phones.receive(phones.request(), false).engagement();

        assertRefused(
                ErrorCode.ENGAGEMENT_UNKNOWN,
                () -> payee.received(hello(ephemeral, helloTo(another)), NOW));
        assertRefused(
                ErrorCode.ENGAGEMENT_UNKNOWN,
                () -> payee.received(hello(ephemeral, Hello.newBuilder().setSuite("MO/1")), NOW));
        assertRefused(
                ErrorCode.UNKNOWN_SUITE,
                () -> payee.received(
                        hello(ephemeral, helloTo(payee.engagement()).setSuite("MO/2")), NOW));

        assertThat(payee.isEngaged()).isFalse();
        assertThat(phones.converse(payee).run().result(Conversation.Side.PAYER).status())
                .isEqualTo(PaymentResult.Status.SETTLED);
    }

    /** The payee's key is known to the prober, the engagement is not. */
    // cites HS-16
    @Test
    void tellsNothingToAProberThatKnowsItsStaticKey() throws ProtocolException {
        TwoPhones phones = new TwoPhones(91);
        PayeeSession payee = phones.receive(phones.request(), true);
        Bytes payeeStatic = bytes(Engagements.decode(payee.engagement()).getPayeeStatic());
        RawEnd prober = RawEnd.payer(
                NoiseProtocol.XK,
                RawEnd.prologue(NoiseProtocol.XK, Bytes.ofUtf8("guessed")),
                Optional.of(payeeStatic),
                phones.random);

        assertRefused(
                ErrorCode.HANDSHAKE_FAILED,
                () -> payee.received(
                        prober.handshake(HostilePayer.hello(payee.engagement())), NOW));
        assertThat(payee.isEngaged()).isFalse();
    }

    /** Points of small order: with them everybody would know the shared secret. */
    static Stream<Arguments> lowOrderPoints() {
        return Stream.of(
                arguments("0", ZERO_POINT),
                arguments("1", Bytes.ofHex("01" + "00".repeat(31))),
                arguments(
                        "order 8",
                        Bytes.ofHex("e0eb7a7c3b41b8ae1656e3faf19fc46a"
                                + "da098deb9c32b1fd866205165f49b800")),
                arguments("p - 1", Bytes.ofHex("ec" + "ff".repeat(30) + "7f")));
    }

    // cites ENC-28, HS-16
    @ParameterizedTest(name = "{0}")
    @MethodSource("lowOrderPoints")
    void isNotUsedUpByALowOrderEphemeral(String name, Bytes point) throws ProtocolException {
        TwoPhones phones = new TwoPhones(92);
        PayeeSession payee = phones.receive(phones.request(), false);

        assertRefused(
                ErrorCode.LOW_ORDER_POINT,
                () -> payee.received(hello(point, helloTo(payee.engagement())), NOW));

        assertThat(payee.isEngaged()).isFalse();
        assertThat(phones.converse(payee).run().result(Conversation.Side.PAYER).status())
                .isEqualTo(PaymentResult.Status.SETTLED);
    }

    // cites ENC-28
    @Test
    void refusesALowOrderEphemeralOfThePayee() throws ProtocolException {
        TwoPhones phones = new TwoPhones(93);
        PayerSession payer =
                phones.payer.phone().pay(HostilePayee.engagement("bank.test", ZERO_POINT));
        Bytes sessionId = firstFrame(payer).slice(1, 1 + Frame.SESSION_ID_SIZE);
        Bytes message = Bytes.concat(ZERO_POINT, Bytes.copyOf(new byte[300]));

        assertRefused(
                ErrorCode.LOW_ORDER_POINT,
                () -> payer.received(
                        new Frame(Frame.Type.HANDSHAKE, sessionId, 0, message).encode(), NOW));
    }

    // cites ENC-28
    @Test
    void refusesALowOrderStaticKey() throws ProtocolException {
        TwoPhones phones = new TwoPhones(94);
        Bytes engagement = MessageType.ENGAGEMENT.encode(Engagement.newBuilder()
                .setVersion(1)
                .setValidatorId("bank.test")
                .setCommitment(byteString(Label.COMMITMENT.digest(ZERO_POINT)))
                .setPayeeStatic(byteString(ZERO_POINT))
                .build());

        assertRefused(
                ErrorCode.LOW_ORDER_POINT,
                () -> phones.payer.phone().pay(engagement).start(NOW));
    }

    /** A payee whose ephemeral key is not the one it has committed to. */
    // cites HS-22, HS-28
    @Test
    void endsWhenTheEphemeralDoesNotOpenTheCommitment() throws ProtocolException {
        HostilePayee payee = new HostilePayee(95);
        Bytes engagement = HostilePayee.engagement(
                "bank.test", CRYPTO.generateX25519(payee.phones.random).publicKey());
        PayerSession payer = payee.phones.payer.phone().pay(engagement);
        RawEnd end = RawEnd.payee(
                NoiseProtocol.XX,
                RawEnd.prologue(NoiseProtocol.XX, engagement),
                payee.noiseKeys,
                CRYPTO.generateX25519(payee.phones.random));
        end.readHandshake(firstFrame(payer));

        List<Action> actions = payer.received(
                end.handshake(MessageType.OFFER.encode(payee.offer().build())), NOW);

        PaymentResult result = ((Action.Finish) actions.get(1)).result();
        assertThat(result.status()).isEqualTo(PaymentResult.Status.NOT_AUTHORIZED);
        assertThat(result.code()).hasValue(ErrorCode.COMMITMENT_MISMATCH);
    }

    /** XX in place of XK would give away whether the payee's static key is right. */
    // cites HS-05
    @Test
    void refusesXxWhereItShowsAKey() throws ProtocolException {
        TwoPhones phones = new TwoPhones(96);
        PayeeSession payee = phones.receive(phones.request(), true);
        RawEnd payer = RawEnd.payer(
                NoiseProtocol.XX,
                RawEnd.prologue(NoiseProtocol.XX, payee.engagement()),
                Optional.empty(),
                phones.random);

        assertRefused(
                ErrorCode.HANDSHAKE_FAILED,
                () -> payee.received(payer.handshake(HostilePayer.hello(payee.engagement())), NOW));
        assertThat(payee.isEngaged()).isFalse();
    }

    // cites HS-05
    @Test
    void refusesXkWhereItShowsNoKey() throws ProtocolException {
        TwoPhones phones = new TwoPhones(97);
        PayeeSession payee = phones.receive(phones.request(), false);
        X25519KeyPair ofPayee = CRYPTO.x25519KeyPair(
                secret(phones.payee.stored().getRequests(0).getAlias().getNoisePrivate()));
        RawEnd payer = RawEnd.payer(
                NoiseProtocol.XK,
                RawEnd.prologue(NoiseProtocol.XK, payee.engagement()),
                Optional.of(ofPayee.publicKey()),
                phones.random);

        assertRefused(
                ErrorCode.MALFORMED_MESSAGE,
                () -> payee.received(payer.handshake(HostilePayer.hello(payee.engagement())), NOW));
        assertThat(payee.isEngaged()).isFalse();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                arguments("another address", (EngagementChange)
                        e -> e.getCarriersBuilder(0).setAddress("10.0.0.1:7070")),
                arguments("no carriers", (EngagementChange) Engagement.Builder::clearCarriers),
                arguments("another commitment", (EngagementChange)
                        e -> e.setCommitment(ByteString.copyFrom(new byte[32]))),
                arguments(
                        "no static key", (EngagementChange) Engagement.Builder::clearPayeeStatic));
    }

    /** The payer reads a changed QR code; the two prologues differ, the conversation does not start. */
    // cites HS-07
    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void startsNoConversationWhenItWasChanged(String name, EngagementChange change)
            throws ProtocolException {
        TwoPhones phones = new TwoPhones(98);
        PayeeSession payee = phones.receive(phones.request(), true);
        Engagement.Builder changed = Engagements.decode(payee.engagement()).toBuilder();
        change.accept(changed);
        PayerSession payer =
                phones.payer.phone().pay(MessageType.ENGAGEMENT.encode(changed.build()));
        Bytes hello = firstFrame(payer);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> payee.received(hello, NOW));
        assertThat(payee.isEngaged()).isFalse();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                malformed("of another version", ErrorCode.UNKNOWN_SUITE, e -> e.setVersion(2)),
                malformed(
                        "of another validator",
                        ErrorCode.WRONG_VALIDATOR,
                        e -> e.setValidatorId("other.test")),
                malformed(
                        "with a short commitment",
                        ErrorCode.MALFORMED_MESSAGE,
                        e -> e.setCommitment(ByteString.copyFrom(new byte[31]))),
                malformed(
                        "with a short key",
                        ErrorCode.MALFORMED_MESSAGE,
                        e -> e.setPayeeStatic(ByteString.copyFrom(new byte[31]))),
                malformed(
                        "with an empty key",
                        ErrorCode.MALFORMED_MESSAGE,
                        e -> e.setPayeeStatic(ByteString.EMPTY)));
    }

    private static Arguments malformed(String name, ErrorCode code, EngagementChange change) {
        return arguments(name, code, change);
    }

    // cites HS-03, HS-04
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("malformed")
    void isRefusedBeforeAnythingIsSent(String name, ErrorCode code, EngagementChange change)
            throws ProtocolException {
        TwoPhones phones = new TwoPhones(99);
        Engagement.Builder changed =
                Engagements.decode(phones.receive(phones.request(), false).engagement())
                        .toBuilder();
        change.accept(changed);

        assertRefused(
                code,
                () -> phones.payer.phone().pay(MessageType.ENGAGEMENT.encode(changed.build())));
    }

    // cites HS-01
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isFreshForEverySession(boolean withKey) throws ProtocolException {
        TwoPhones phones = new TwoPhones(100);
        Bytes request = phones.request();

        assertThat(phones.receive(request, withKey).engagement())
                .isNotEqualTo(phones.receive(request, withKey).engagement());
    }

    /** A man in the middle has two conversations, so the two screens show different strings. */
    // cites HS-37
    @Test
    void showsAManInTheMiddleOnTheScreens() throws ProtocolException {
        HostilePayee towardsThePayer = new HostilePayee(101);
        TwoPhones phones = towardsThePayer.phones;
        HostilePayer towardsThePayee = new HostilePayer(phones);

        List<Action> actions = towardsThePayer.offer(towardsThePayer.offer().build());

        String ofPayer = ((Action.AskUser) actions.get(0)).proposal().shortAuthenticationString();
        assertThat(ofPayer).isNotEqualTo(towardsThePayee.payee.shortAuthenticationString());
    }

    /** Relaying the payee's request unchanged fails already: its credential has another Noise key. */
    // cites HS-24
    @Test
    void doesNotLetAManInTheMiddleRelayTheOffer() throws ProtocolException {
        HostilePayee towardsThePayer = new HostilePayee(102);
        TwoPhones phones = towardsThePayer.phones;
        PayeeSession payee = phones.receive(phones.request(), false);
        RawEnd towardsThePayee = RawEnd.payer(
                NoiseProtocol.XX,
                RawEnd.prologue(NoiseProtocol.XX, payee.engagement()),
                Optional.empty(),
                phones.random);
        Bytes frame = ((Action.Send) payee.received(
                                towardsThePayee.handshake(HostilePayer.hello(payee.engagement())),
                                NOW)
                        .get(0))
                .frame();
        Bytes offer = Bytes.copyOf(Padding.unpad(towardsThePayee.readHandshake(frame)));

        List<Action> actions = towardsThePayer.offer(offer);

        assertThat(((Action.Finish) actions.get(1)).result().code())
                .hasValue(ErrorCode.CHANNEL_KEY_MISMATCH);
    }
}
