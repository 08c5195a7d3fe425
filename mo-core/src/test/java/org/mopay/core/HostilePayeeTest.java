package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;

import com.google.protobuf.ByteString;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.CredentialKind;
import org.mopay.proto.v1.Extension;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.IssuedCredential;
import org.mopay.proto.v1.Offer;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.StoredRequest;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a payee may try, and the code by which the payer's phone refuses it. */
class HostilePayeeTest {

    private interface CredentialChange extends Consumer<Credential.Builder> {}

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

        payee.assertAbandoned(
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

        payee.assertAbandoned(
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

        payee.assertAbandoned(
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

        payee.assertAbandoned(
                payee.offer(Offer.newBuilder()
                        .setCredential(another.getAlias().getCredential())
                        .setRequest(another.getRequest())
                        .build()),
                ErrorCode.CHANNEL_KEY_MISMATCH);
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

        payee.assertAbandoned(payee.offer(change.apply(offer)), ErrorCode.MALFORMED_MESSAGE);
    }

    // cites ENC-38, HS-20
    @Test
    void endsWhenTheOfferIsNotPadded() throws ProtocolException {
        HostilePayee payee = new HostilePayee(61);
        payee.readHello();
        byte[] bare = MessageType.OFFER.encode(payee.offer().build()).toArray();

        payee.assertAbandoned(
                payee.payer.received(payee.end.handshake(bare), NOW), ErrorCode.MALFORMED_MESSAGE);
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
}
