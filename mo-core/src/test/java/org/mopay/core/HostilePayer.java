package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.TestValidator.NOW;
import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.secret;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Engagements;
import org.mopay.core.credential.UserConsent;
import org.mopay.core.credential.VerifiedCredential;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.message.Padding;
import org.mopay.core.noise.NoiseProtocol;
import org.mopay.core.payment.PaymentAuthorizer;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.Acceptance;
import org.mopay.proto.v1.AuthorizedPayment;
import org.mopay.proto.v1.Declined;
import org.mopay.proto.v1.Hello;
import org.mopay.proto.v1.Offer;
import org.mopay.proto.v1.PaymentAuthorization;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredPayment;
import org.mopay.proto.v1.Terms;
import org.mopay.proto.v1.VerificationMethod;

import java.util.List;
import java.util.Optional;

/** A payer with a genuine alias that answers the payee of two phones with what it likes. */
final class HostilePayer {
    final TwoPhones phones;
    final PayeeSession payee;
    final StoredAlias alias;
    final X25519KeyPair noiseKeys;
    final RawEnd end;
    private final Offer offer;

    HostilePayer(long seed) throws ProtocolException {
        this(new TwoPhones(seed));
    }

    HostilePayer(TwoPhones phones) throws ProtocolException {
        this(phones, phones.receive(phones.request(), false));
    }

    HostilePayer(TwoPhones phones, PayeeSession payee) throws ProtocolException {
        this.phones = phones;
        this.payee = payee;
        alias = phones.payer.stored().getAliases(0);
        noiseKeys = CRYPTO.x25519KeyPair(secret(alias.getNoisePrivate()));
        end = RawEnd.payer(
                NoiseProtocol.XX,
                RawEnd.prologue(NoiseProtocol.XX, payee.engagement()),
                Optional.empty(),
                phones.random);
        List<Action> offered = payee.received(end.handshake(hello(payee.engagement())), NOW);
        byte[] padded = end.readHandshake(((Action.Send) offered.get(0)).frame());
        offer = MessageType.OFFER.decode(Padding.unpad(padded));
    }

    static byte[] hello(Bytes engagement) {
        return MessageType.HELLO
                .encode(Hello.newBuilder()
                        .setSuite("MO/1")
                        .setEngagementDigest(byteString(Engagements.digest(engagement)))
                        .build())
                .toArray();
    }

    /** What an honest payer would authorize in this conversation. */
    StoredPayment authorize() throws ProtocolException {
        VerifiedCredential payeeCredential = VerifiedCredential.verify(
                offer.getCredential(), phones.validator.trusted(), NOW, CRYPTO);
        VerifiedRequest request = VerifiedRequest.verify(
                offer.getRequest(), payeeCredential, phones.validator.trusted());
        return new PaymentAuthorizer(
                        phones.validator.trusted(),
                        secret(phones.payer.stored().getSealSecret()),
                        CRYPTO,
                        phones.random)
                .authorize(
                        request,
                        1250,
                        alias,
                        end.handshakeHash(),
                        Engagements.digest(payee.engagement()),
                        new UserConsent(
                                VerificationMethod.VERIFICATION_METHOD_NONE,
                                secret(phones.payer.stored().getOtpSecret().getValue())),
                        NOW);
    }

    static Terms terms(StoredPayment payment) throws ProtocolException {
        return MessageType.TERMS.decode(MessageType.PAYMENT_AUTHORIZATION
                .decode(payment.getAuthorization().getAuthorization().getBody())
                .getTerms());
    }

    /** The same box under other terms, signed by the alias. */
    AuthorizedPayment sign(StoredPayment payment, Terms changed) throws ProtocolException {
        PaymentAuthorization authorization = MessageType.PAYMENT_AUTHORIZATION
                .decode(payment.getAuthorization().getAuthorization().getBody())
                .toBuilder()
                .setTerms(byteString(MessageType.TERMS.encode(changed)))
                .build();
        return sign(authorization, bytes(payment.getAuthorization().getBox()));
    }

    AuthorizedPayment sign(PaymentAuthorization authorization, Bytes box) {
        return AuthorizedPayment.newBuilder()
                .setAuthorization(MessageType.PAYMENT_AUTHORIZATION.sign(
                        authorization, CRYPTO.ed25519Signer(secret(alias.getSigningSeed()))))
                .setBox(byteString(box))
                .build();
    }

    /** What the payee does when this is its answer. */
    List<Action> accept(AuthorizedPayment authorization) throws ProtocolException {
        return accept(Acceptance.newBuilder()
                .setCredential(alias.getCredential())
                .setAuthorization(authorization)
                .build());
    }

    List<Action> accept(Acceptance acceptance) throws ProtocolException {
        return accept(MessageType.ACCEPTANCE.encode(acceptance), noiseKeys);
    }

    List<Action> accept(Bytes content, X25519KeyPair underKeys) throws ProtocolException {
        end.useStatic(underKeys);
        return payee.received(end.handshake(content), NOW);
    }

    /** These actions end the conversation: the payer is told the code, and nothing was accepted. */
    void assertDeclined(List<Action> actions, ErrorCode code) throws ProtocolException {
        assertRefused(actions, code, PaymentResult.Status.NOT_AUTHORIZED);
        assertThat(phones.payee.phone().unresolved()).isEmpty();
    }

    void assertRefused(List<Action> actions, ErrorCode code, PaymentResult.Status status)
            throws ProtocolException {
        assertThat(actions).hasSize(2);
        Declined declined = end.hear(((Action.Send) actions.get(0)).frame()).getDeclined();
        assertThat(ErrorCode.ofNumber(declined.getCode())).hasValue(code);
        PaymentResult result = ((Action.Finish) actions.get(1)).result();
        assertThat(result.code()).hasValue(code);
        assertThat(result.status()).isEqualTo(status);
        assertThat(phones.payee.isPersisted()).isTrue();
    }
}
