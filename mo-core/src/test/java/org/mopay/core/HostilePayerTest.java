package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;
import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.secret;

import com.google.protobuf.ByteString;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.message.Wire;
import org.mopay.core.payment.PaymentAuthorizer;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.Acceptance;
import org.mopay.proto.v1.AuthorizedPayment;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.CredentialKind;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.Resume;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredPayment;
import org.mopay.proto.v1.StoredPhone;
import org.mopay.proto.v1.StoredRequest;
import org.mopay.proto.v1.Terms;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a payer may try, and the code by which the payee's phone refuses it. */
class HostilePayerTest {

    private interface CredentialChange extends Consumer<Credential.Builder> {}

    static Stream<Arguments> credentials() {
        return Stream.of(
                credential(
                        "of another validator",
                        ErrorCode.WRONG_VALIDATOR,
                        c -> c.setValidatorId("other.test")),
                credential(
                        "of a merchant",
                        ErrorCode.CREDENTIAL_INVALID,
                        c -> c.setKind(CredentialKind.CREDENTIAL_KIND_MERCHANT)
                                .setVerifiedName("Cafe Test")),
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
                        "with another's Noise key",
                        ErrorCode.CHANNEL_KEY_MISMATCH,
                        c -> c.setNoiseKey(ByteString.copyFrom(new byte[32]))),
                credential(
                        "with another's signing key",
                        ErrorCode.SIGNATURE_INVALID,
                        c -> c.setSigningKey(Wire.byteString(CRYPTO.ed25519Signer(
                                        CRYPTO.generateEd25519Seed(new SeededRandom(72)))
                                .publicKey()))),
                credential(
                        "with another id",
                        ErrorCode.CREDENTIAL_MISMATCH,
                        c -> c.setId(ByteString.copyFrom(new byte[17]))));
    }

    private static Arguments credential(String name, ErrorCode code, CredentialChange change) {
        return arguments("a credential " + name, code, change);
    }

    // cites IDC-15, IDC-18, IDC-19, HS-29, HS-30
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("credentials")
    void refusesACredential(String name, ErrorCode code, CredentialChange change)
            throws ProtocolException {
        HostilePayer payer = new HostilePayer(73);
        Credential.Builder changed = MessageType.CREDENTIAL
                .decode(payer.alias.getCredential().getCredential().getBody())
                .toBuilder();
        change.accept(changed);

        payer.assertDeclined(
                payer.accept(Acceptance.newBuilder()
                        .setCredential(payer.phones.validator.issue(changed.build()))
                        .setAuthorization(payer.authorize().getAuthorization())
                        .build()),
                code);
    }

    /** Identity misbinding: somebody else's genuine alias in one's own channel. */
    // cites HS-30
    @Test
    void refusesAnotherPayersCredential() throws ProtocolException {
        HostilePayer payer = new HostilePayer(74);
        StoredAlias another = payer.phones.payer.stored().getAliases(1);

        payer.assertDeclined(
                payer.accept(Acceptance.newBuilder()
                        .setCredential(another.getCredential())
                        .setAuthorization(payer.authorize().getAuthorization())
                        .build()),
                ErrorCode.CHANNEL_KEY_MISMATCH);
    }

    // cites PAY-29, HS-31
    @Test
    void refusesAnAuthorizationThatSomebodyElseHasSigned() throws ProtocolException {
        HostilePayer payer = new HostilePayer(75);
        StoredAlias another = payer.phones.payer.stored().getAliases(1);
        AuthorizedPayment honest = payer.authorize().getAuthorization();
        AuthorizedPayment forged = honest.toBuilder()
                .setAuthorization(MessageType.PAYMENT_AUTHORIZATION.sign(
                        MessageType.PAYMENT_AUTHORIZATION.decode(
                                honest.getAuthorization().getBody()),
                        CRYPTO.ed25519Signer(secret(another.getSigningSeed()))))
                .build();

        payer.assertDeclined(payer.accept(forged), ErrorCode.SIGNATURE_INVALID);
    }

    // cites PAY-18
    @Test
    void refusesASwappedBox() throws ProtocolException {
        HostilePayer payer = new HostilePayer(76);
        AuthorizedPayment swapped = payer.authorize().getAuthorization().toBuilder()
                .setBox(payer.authorize().getAuthorization().getBox())
                .build();

        payer.assertDeclined(payer.accept(swapped), ErrorCode.BOX_CHANGED);
    }

    // cites PAY-36
    @Test
    void refusesABoxThatIsTooLarge() throws ProtocolException {
        HostilePayer payer = new HostilePayer(77);
        Bytes box = Bytes.copyOf(new byte[2049]);

        payer.assertDeclined(
                payer.accept(payer.sign(
                        MessageType.PAYMENT_AUTHORIZATION
                                .decode(payer.authorize()
                                        .getAuthorization()
                                        .getAuthorization()
                                        .getBody())
                                .toBuilder()
                                .setBoxDigest(Wire.byteString(Label.BOX.digest(box)))
                                .build(),
                        box)),
                ErrorCode.MESSAGE_TOO_LARGE);
    }

    @Test
    void refusesAnAcceptanceWithoutAnAuthorization() throws ProtocolException {
        HostilePayer payer = new HostilePayer(78);

        payer.assertDeclined(
                payer.accept(Acceptance.newBuilder()
                        .setCredential(payer.alias.getCredential())
                        .build()),
                ErrorCode.MALFORMED_MESSAGE);
    }

    // cites ENC-06, HS-20, HS-34
    @Test
    void endsWhenTheAcceptanceIsMalformed() throws ProtocolException {
        HostilePayer payer = new HostilePayer(79);

        payer.assertDeclined(
                payer.accept(Bytes.ofUtf8("no acceptance"), payer.noiseKeys),
                ErrorCode.MALFORMED_MESSAGE);
    }

    // cites ENC-38, HS-20
    @Test
    void endsWhenTheAcceptanceIsNotPadded() throws ProtocolException {
        HostilePayer payer = new HostilePayer(80);
        payer.end.useStatic(payer.noiseKeys);

        payer.assertDeclined(
                payer.payee.received(payer.end.handshake(new byte[0]), NOW),
                ErrorCode.MALFORMED_MESSAGE);
    }

    // cites PAY-46, HS-32
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesAResumeThatTheAliasDidNotSignForThisConversation(boolean anotherAlias)
            throws ProtocolException {
        HostilePayer payer = new HostilePayer(81);
        StoredPayment payment = payer.authorize();
        Bytes d = PhoneState.d(payment.getAuthorization());
        Resume resume = PaymentAuthorizer.resume(
                anotherAlias
                        ? payment.toBuilder()
                                .setAlias(payer.phones.payer.stored().getAliases(1))
                                .build()
                        : payment,
                d,
                anotherAlias ? payer.end.handshakeHash() : Bytes.copyOf(new byte[32]),
                CRYPTO);

        payer.assertDeclined(payer.accept(acceptance(payer, resume)), ErrorCode.TERMS_MISMATCH);
    }

    private static Acceptance acceptance(HostilePayer payer, Resume resume) {
        return Acceptance.newBuilder()
                .setCredential(payer.alias.getCredential())
                .setResume(resume)
                .build();
    }

    /** The acceptance of one conversation, sent again in another one. */
    // cites HS-32
    @Test
    void refusesAnAuthorizationReplayedInAnotherConversation() throws ProtocolException {
        TwoPhones phones = new TwoPhones(82);
        Bytes request = phones.request();
        HostilePayer first = new HostilePayer(phones, phones.receive(request, false));
        AuthorizedPayment authorization = first.authorize().getAuthorization();
        HostilePayer second = new HostilePayer(phones, phones.receive(request, false));

        second.assertDeclined(second.accept(authorization), ErrorCode.TERMS_MISMATCH);
    }

    /** The same terms with another box: the validator would refuse it, whichever came second. */
    // cites PAY-44, PAY-56
    @Test
    void refusesAResumeWithAnotherBox() throws ProtocolException {
        TwoPhones phones = new TwoPhones(83);
        Bytes request = phones.request();
        HostilePayer first = new HostilePayer(phones, phones.receive(request, false));
        StoredPayment payment = first.authorize();
        phones.payee.persist(
                ((Action.Persist) first.accept(payment.getAuthorization()).get(0)).changes());
        Bytes otherBox =
                Bytes.concat(bytes(payment.getAuthorization().getBox()), Bytes.of((byte) 0));
        AuthorizedPayment reboxed = first.sign(
                MessageType.PAYMENT_AUTHORIZATION
                        .decode(payment.getAuthorization().getAuthorization().getBody())
                        .toBuilder()
                        .setBoxDigest(Wire.byteString(Label.BOX.digest(otherBox)))
                        .build(),
                otherBox);
        phones.payee.restart();
        HostilePayer second = new HostilePayer(phones, phones.receive(request, false));

        List<Action> actions = second.accept(acceptance(
                second,
                PaymentAuthorizer.resume(
                        payment.toBuilder().setAuthorization(reboxed).build(),
                        PhoneState.d(reboxed),
                        second.end.handshakeHash(),
                        CRYPTO)));

        assertThat(PhoneState.d(reboxed)).isEqualTo(PhoneState.d(payment.getAuthorization()));
        second.assertRefused(actions, ErrorCode.BOX_CHANGED, PaymentResult.Status.UNRESOLVED);
        assertThat(phones.payee.stored().getAcceptancesList())
                .singleElement()
                .matches(each -> each.getAuthorization().equals(payment.getAuthorization()));
    }

    @ParameterizedTest
    @CsvSource({"999, AMOUNT_INVALID", "1000, ", "2000, ", "2001, AMOUNT_INVALID"})
    void staysWithinTheBoundsOfAnOpenAmount(long amount, ErrorCode refused)
            throws ProtocolException {
        TwoPhones phones = new TwoPhones(84);
        phones.request();
        StoredPhone.Builder stored = phones.payee.stored().toBuilder();
        StoredRequest.Builder request = stored.getRequestsBuilder(0);
        PaymentRequest open =
                MessageType.PAYMENT_REQUEST.decode(request.getRequest().getBody()).toBuilder()
                        .clearAmount()
                        .setMinAmount(1000)
                        .setMaxAmount(2000)
                        .build();
        request.setRequest(MessageType.PAYMENT_REQUEST.sign(
                open, CRYPTO.ed25519Signer(secret(request.getAlias().getSigningSeed()))));
        phones.payee.persist(
                List.of(Change.write(Change.PHONE, Bytes.copyOf(stored.build().toByteArray()))));
        phones.payee.restart();
        HostilePayer payer = new HostilePayer(
                phones,
                phones.receive(VerifiedRequest.digest(request.getRequest().getBody()), false));
        StoredPayment payment = payer.authorize();
        Terms chosen = HostilePayer.terms(payment).toBuilder()
                .setAmount(amount)
                .setFee(10 + amount / 50)
                .build();

        List<Action> actions = payer.accept(payer.sign(payment, chosen));

        if (refused == null) {
            assertThat(actions).singleElement().isInstanceOf(Action.Persist.class);
        } else {
            payer.assertDeclined(actions, refused);
        }
    }
}
