package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;
import static org.mopay.core.message.Wire.secret;

import com.google.protobuf.ByteString;

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
import org.mopay.proto.v1.Abort;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.CredentialKind;
import org.mopay.proto.v1.Extension;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.IssuedCredential;
import org.mopay.proto.v1.Offer;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.StoredRequest;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a payee may try, and the code by which the payer's phone refuses it. */
class HostilePayeeTest {

    private interface RequestChange extends Consumer<PaymentRequest.Builder> {}

    private interface CredentialChange extends Consumer<Credential.Builder> {}

    static Stream<Arguments> requests() {
        return Stream.of(
                request(
                        "of another validator",
                        ErrorCode.WRONG_VALIDATOR,
                        r -> r.setValidatorId("other.test")),
                request(
                        "in another's name",
                        ErrorCode.CREDENTIAL_MISMATCH,
                        r -> r.setCredentialId(ByteString.copyFrom(new byte[17]))),
                request("of an unknown asset", ErrorCode.ASSET_UNKNOWN, r -> r.setAsset("EUR")),
                request("with another exponent", ErrorCode.ASSET_UNKNOWN, r -> r.setExponent(3)),
                request("for nothing", ErrorCode.AMOUNT_INVALID, r -> r.setAmount(0)),
                request("for less", ErrorCode.AMOUNT_INVALID, r -> r.setAmount(-1250)),
                request("without an amount", ErrorCode.AMOUNT_INVALID, r -> r.clearAmount()),
                request(
                        "with amount and bounds",
                        ErrorCode.AMOUNT_INVALID,
                        r -> r.setMinAmount(1).setMaxAmount(2)),
                request(
                        "with one bound",
                        ErrorCode.AMOUNT_INVALID,
                        r -> r.clearAmount().setMinAmount(1)),
                request(
                        "with crossed bounds",
                        ErrorCode.AMOUNT_INVALID,
                        r -> r.clearAmount().setMinAmount(2).setMaxAmount(1)),
                request(
                        "with a bound of nothing",
                        ErrorCode.AMOUNT_INVALID,
                        r -> r.clearAmount().setMinAmount(0).setMaxAmount(1)),
                request("with a total of nothing", ErrorCode.AMOUNT_INVALID, r -> r.setTotal(0)),
                request(
                        "with a total below its amount",
                        ErrorCode.AMOUNT_INVALID,
                        r -> r.setTotal(r.getAmount() - 1)),
                request("for no uses", ErrorCode.AMOUNT_INVALID, r -> r.setMaxUses(0)),
                request(
                        "for more than can be counted",
                        ErrorCode.AMOUNT_OVERFLOW,
                        r -> r.setAmount(Long.MAX_VALUE)),
                request(
                        "under an unknown fee schedule",
                        ErrorCode.FEE_MISMATCH,
                        r -> r.setFeeScheduleVersion(9)),
                request(
                        "without a fee bearer",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setFeeBearer(FeeBearer.FEE_BEARER_UNSPECIFIED)),
                request(
                        "with a short nonce",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setNonce(ByteString.copyFrom(new byte[15]))),
                request(
                        "that ends as it begins",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setExpires(r.getCreated())),
                request(
                        "that lives too long",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setExpires(r.getCreated() + 2_592_001)),
                request(
                        "that ends beyond all time",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setExpires(-1)),
                request(
                        "without a date",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setCreated(0).setExpires(100)),
                request(
                        "with a long memo",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setMemo("\u00e9".repeat(70) + "x")),
                request(
                        "with a long label",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setLabel("x".repeat(65))),
                request(
                        "that has expired",
                        ErrorCode.REQUEST_EXPIRED,
                        r -> r.setCreated(NOW - 100).setExpires(NOW - 1)),
                request(
                        "from the future",
                        ErrorCode.CLOCK_AHEAD,
                        r -> r.setCreated(NOW + 61).setExpires(NOW + 100)),
                request(
                        "with a line break",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setMemo("tea\namount 1.00")),
                request(
                        "that clears the screen",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setLabel("\u001b[2J")),
                request(
                        "that reads backwards",
                        ErrorCode.MALFORMED_MESSAGE,
                        r -> r.setMemo("\u202e00.1")),
                request(
                        "with an unknown even extension",
                        ErrorCode.UNKNOWN_EXTENSION,
                        r -> r.addExtensions(Extension.newBuilder().setId(2))));
    }

    private static Arguments request(String name, ErrorCode code, RequestChange change) {
        return arguments("a request " + name, code, change);
    }

    // cites ENC-12, ENC-29, ENC-30, ENC-34, ENC-36, PAY-03, PAY-05, PAY-06, PAY-07
    // cites PAY-08, PAY-10, PAY-11, PAY-14, HS-28
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("requests")
    void refusesARequest(String name, ErrorCode code, RequestChange change)
            throws ProtocolException {
        HostilePayee payee = new HostilePayee(50);
        PaymentRequest.Builder changed = payee.request.toBuilder();
        change.accept(changed);

        assertAbandoned(
                payee,
                payee.offer(
                        payee.offer().setRequest(payee.sign(changed.build())).build()),
                code);
    }

    static Stream<Arguments> goodRequests() {
        return Stream.of(
                arguments("as it is", (RequestChange) r -> {}),
                arguments("with an unknown odd extension", (RequestChange)
                        r -> r.addExtensions(Extension.newBuilder().setId(3))),
                arguments("within the clock's tolerance", (RequestChange)
                        r -> r.setCreated(NOW + 60).setExpires(NOW + 100)),
                arguments("in its last second", (RequestChange)
                        r -> r.setCreated(NOW - 100).setExpires(NOW)),
                arguments("under an older fee schedule", (RequestChange)
                        r -> r.setFeeScheduleVersion(1)),
                arguments("with bounds", (RequestChange)
                        r -> r.clearAmount().setMinAmount(1).setMaxAmount(1)),
                arguments("with the longest memo", (RequestChange)
                        r -> r.setMemo("\u00e9".repeat(70)).setLabel("x".repeat(64))),
                arguments("in any script", (RequestChange)
                        r -> r.setMemo("\ucee4\ud53c \u0642\u0647\u0648\u0629 \u2615\ufe0f")));
    }

    // cites ENC-11, PAY-10, PAY-11
    @ParameterizedTest(name = "{0}")
    @MethodSource("goodRequests")
    void asksTheUserAboutAGoodRequest(String name, RequestChange change) throws ProtocolException {
        HostilePayee payee = new HostilePayee(51);
        PaymentRequest.Builder changed = payee.request.toBuilder();
        change.accept(changed);

        assertThat(payee.offer(
                        payee.offer().setRequest(payee.sign(changed.build())).build()))
                .singleElement()
                .isInstanceOf(Action.AskUser.class);
    }

    static Stream<Arguments> credentials() {
        return Stream.of(
                credential(
                        "of another validator",
                        ErrorCode.WRONG_VALIDATOR,
                        c -> c.setValidatorId("other.test")),
                credential(
                        "that has expired",
                        ErrorCode.CREDENTIAL_EXPIRED,
                        c -> c.setNotAfter(NOW - 1)),
                credential(
                        "that is not valid yet",
                        ErrorCode.CREDENTIAL_EXPIRED,
                        c -> c.setNotBefore(NOW + 1)),
                credential(
                        "of an unknown issuer", ErrorCode.ISSUER_UNKNOWN, c -> c.setIssuerKeyId(9)),
                credential(
                        "that names the HPKE key as issuer",
                        ErrorCode.CREDENTIAL_INVALID,
                        c -> c.setIssuerKeyId(2)),
                credential(
                        "without a kind",
                        ErrorCode.MALFORMED_MESSAGE,
                        c -> c.setKind(CredentialKind.CREDENTIAL_KIND_UNSPECIFIED)),
                credential(
                        "with a short id",
                        ErrorCode.MALFORMED_MESSAGE,
                        c -> c.setId(ByteString.copyFrom(new byte[16]))),
                credential(
                        "with another's Noise key",
                        ErrorCode.CHANNEL_KEY_MISMATCH,
                        c -> c.setNoiseKey(ByteString.copyFrom(new byte[32]))),
                credential(
                        "with another's signing key",
                        ErrorCode.SIGNATURE_INVALID,
                        c -> c.setSigningKey(ByteString.copyFrom(CRYPTO.ed25519Signer(
                                        CRYPTO.generateEd25519Seed(new SeededRandom(52)))
                                .publicKey()
                                .toArray()))),
                credential(
                        "with a signing key of small order",
                        ErrorCode.KEY_INVALID,
                        c -> c.setSigningKey(ByteString.copyFrom(new byte[32])
                                .substring(1)
                                .concat(ByteString.copyFrom(new byte[] {0})))),
                credential(
                        "with an unknown even extension",
                        ErrorCode.UNKNOWN_EXTENSION,
                        c -> c.addExtensions(Extension.newBuilder().setId(4))));
    }

    private static Arguments credential(String name, ErrorCode code, CredentialChange change) {
        return arguments("a credential " + name, code, change);
    }

    // cites ENC-12, ENC-19, IDC-05, IDC-18, IDC-19, HS-23, HS-24
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("credentials")
    void refusesACredential(String name, ErrorCode code, CredentialChange change)
            throws ProtocolException {
        HostilePayee payee = new HostilePayee(53);
        Credential.Builder changed = credentialOf(payee).toBuilder();
        change.accept(changed);
        PaymentRequest named =
                payee.request.toBuilder().setCredentialId(changed.getId()).build();

        assertAbandoned(
                payee,
                payee.offer(Offer.newBuilder()
                        .setCredential(payee.phones.validator.issue(changed.build()))
                        .setRequest(payee.sign(named))
                        .build()),
                code);
    }

    private static Credential credentialOf(HostilePayee payee) throws ProtocolException {
        return MessageType.CREDENTIAL.decode(
                payee.alias.getCredential().getCredential().getBody());
    }

    // cites IDC-18, HS-23
    @Test
    void refusesACredentialThatTheValidatorDidNotSign() throws ProtocolException {
        HostilePayee payee = new HostilePayee(54);
        TestValidator forger = new TestValidator(payee.phones.validator.id(), new SeededRandom(55));

        assertAbandoned(
                payee,
                payee.offer(payee.offer()
                        .setCredential(forger.issue(credentialOf(payee)))
                        .build()),
                ErrorCode.CREDENTIAL_INVALID);
    }

    // cites IDC-18
    @Test
    void refusesACredentialWithAShortMac() throws ProtocolException {
        HostilePayee payee = new HostilePayee(56);
        IssuedCredential shortMac = payee.alias.getCredential().toBuilder()
                .setMac(ByteString.copyFrom(new byte[15]))
                .build();

        assertAbandoned(
                payee,
                payee.offer(payee.offer().setCredential(shortMac).build()),
                ErrorCode.MALFORMED_MESSAGE);
    }

    /** Identity misbinding: a genuine credential and request of somebody else in one's own channel. */
    // cites HS-24
    @Test
    void refusesAnotherPayeesCredentialAndRequest() throws ProtocolException {
        HostilePayee payee = new HostilePayee(57);
        payee.phones.request();
        StoredRequest another = payee.phones.payee.stored().getRequests(1);

        assertAbandoned(
                payee,
                payee.offer(Offer.newBuilder()
                        .setCredential(another.getAlias().getCredential())
                        .setRequest(another.getRequest())
                        .build()),
                ErrorCode.CHANNEL_KEY_MISMATCH);
    }

    // cites PAY-04
    @Test
    void refusesAnotherPayeesRequestUnderItsOwnCredential() throws ProtocolException {
        HostilePayee payee = new HostilePayee(58);
        payee.phones.request();

        assertAbandoned(
                payee,
                payee.offer(payee.offer()
                        .setRequest(payee.phones.payee.stored().getRequests(1).getRequest())
                        .build()),
                ErrorCode.CREDENTIAL_MISMATCH);
    }

    // cites PAY-09, HS-25
    @Test
    void refusesARequestThatSomebodyElseHasSigned() throws ProtocolException {
        HostilePayee payee = new HostilePayee(59);
        payee.phones.request();
        StoredRequest another = payee.phones.payee.stored().getRequests(1);

        assertAbandoned(
                payee,
                payee.offer(payee.offer()
                        .setRequest(MessageType.PAYMENT_REQUEST.sign(
                                payee.request,
                                CRYPTO.ed25519Signer(secret(another.getAlias().getSigningSeed()))))
                        .build()),
                ErrorCode.SIGNATURE_INVALID);
    }

    static Stream<Arguments> contents() {
        return Stream.of(
                arguments("a byte too many", (UnaryOperator<Bytes>)
                        offer -> Bytes.concat(offer, Bytes.of((byte) 0))),
                arguments("half an offer", (UnaryOperator<Bytes>)
                        offer -> offer.slice(0, offer.size() / 2)));
    }

    // cites ENC-06, HS-20
    @ParameterizedTest(name = "{0}")
    @MethodSource("contents")
    void endsWhenTheOfferIsMalformed(String name, UnaryOperator<Bytes> change)
            throws ProtocolException {
        HostilePayee payee = new HostilePayee(60);
        Bytes offer = MessageType.OFFER.encode(payee.offer().build());

        assertAbandoned(payee, payee.offer(change.apply(offer)), ErrorCode.MALFORMED_MESSAGE);
    }

    // cites ENC-38, HS-20
    @Test
    void endsWhenTheOfferIsNotPadded() throws ProtocolException {
        HostilePayee payee = new HostilePayee(61);
        payee.readHello();
        byte[] bare = MessageType.OFFER.encode(payee.offer().build()).toArray();

        assertAbandoned(
                payee,
                payee.payer.received(payee.end.handshake(bare), NOW),
                ErrorCode.MALFORMED_MESSAGE);
    }

    /** A failed request leaves the pool as it was. */
    @Test
    void keepsItsAliasWhenARequestCannotBeMade() throws ProtocolException {
        TwoPhones phones = new TwoPhones(65);
        RequestDraft forNothing =
                new RequestDraft(new Amount(0, "USD", 2), "", "", 60, FeeBearer.FEE_BEARER_PAYER);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> phones.payee.phone().request(forNothing, NOW))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.AMOUNT_INVALID);
        assertThat(phones.payee.isPersisted()).isTrue();
    }

    // cites PAY-25
    @ParameterizedTest
    @ValueSource(longs = {1249, 1251, 0, -1})
    void authorizesNoOtherAmountThanWasAsked(long amount) throws ProtocolException {
        HostilePayee payee = new HostilePayee(62);
        payee.offer(payee.offer().build());

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() ->
                        payee.payer.approve(amount, payee.phones.payer.phone().consent(""), NOW))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.AMOUNT_INVALID);
        assertThat(payee.phones.payer.isPersisted()).isTrue();
    }

    // cites ENC-30
    @Test
    void keepsItsAliasWhenTheChosenAmountCannotBePaid() throws ProtocolException {
        HostilePayee payee = new HostilePayee(63);
        PaymentRequest open = payee.request.toBuilder()
                .clearAmount()
                .setMinAmount(1)
                .setMaxAmount(Long.MAX_VALUE)
                .build();
        payee.offer(payee.offer().setRequest(payee.sign(open)).build());

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> payee.payer.approve(
                        Long.MAX_VALUE, payee.phones.payer.phone().consent(""), NOW))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.AMOUNT_OVERFLOW);
        assertThat(payee.phones.payer.isPersisted()).isTrue();
        assertThat(payee.payer.approve(500, payee.phones.payer.phone().consent(""), NOW))
                .singleElement()
                .isInstanceOf(Action.Persist.class);
    }

    // cites PAY-11
    @Test
    void authorizesNothingOnceTheRequestHasExpiredOnTheScreen() throws ProtocolException {
        HostilePayee payee = new HostilePayee(64);
        payee.offer(payee.offer().build());

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> payee.payer.approve(
                        1250, payee.phones.payer.phone().consent(""), NOW + 3601))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.REQUEST_EXPIRED);
    }

    private static void assertAbandoned(HostilePayee payee, List<Action> actions, ErrorCode code)
            throws ProtocolException {
        assertThat(actions).hasSize(2);
        Frame abort = Frame.decode(((Action.Send) actions.get(0)).frame());
        assertThat(abort.type()).isEqualTo(Frame.Type.ABORT);
        assertThat(abort.payload().toArray())
                .isEqualTo(Abort.newBuilder().setCode(code.number()).build().toByteArray());
        PaymentResult result = ((Action.Finish) actions.get(1)).result();
        assertThat(result.code()).hasValue(code);
        assertThat(result.status()).isEqualTo(PaymentResult.Status.NOT_AUTHORIZED);
        assertThat(payee.phones.payer.isPersisted()).isTrue();
    }
}
