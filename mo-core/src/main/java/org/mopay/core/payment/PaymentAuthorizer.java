package org.mopay.core.payment;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.secret;

import com.google.protobuf.ByteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.credential.Fees;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.credential.UserConsent;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.otp.Ocra;
import org.mopay.proto.v1.AuthorizedPayment;
import org.mopay.proto.v1.BoxContent;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.PaymentAuthorization;
import org.mopay.proto.v1.PaymentKind;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.Resume;
import org.mopay.proto.v1.Role;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredPayment;
import org.mopay.proto.v1.Terms;

/** Makes the payer's authorization: terms, box with the one-time password, signature. */
public final class PaymentAuthorizer {
    /** Seconds the payee has to accept. */
    private static final long ACCEPT_WINDOW = 60;

    private final TrustedValidator validator;
    private final SecretBytes sealSecret;
    private final CryptoProvider crypto;
    private final RandomSource random;

    public PaymentAuthorizer(
            TrustedValidator validator,
            SecretBytes sealSecret,
            CryptoProvider crypto,
            RandomSource random) {
        this.validator = validator;
        this.sealSecret = sealSecret;
        this.crypto = crypto;
        this.random = random;
    }

    /**
     * Authorizes a payment under an alias that was drawn for it.
     *
     * @param amount minor units, as requested or within the request's bounds
     * @param handshakeHash h2 of the conversation it is made in
     * @param engagementDigest names the engagement, so that a second tap is recognised
     * @param now seconds since the Unix epoch
     * @return what must be stored before the authorization is sent
     */
    public StoredPayment authorize(
            VerifiedRequest request,
            long amount,
            StoredAlias alias,
            Bytes handshakeHash,
            Bytes engagementDigest,
            UserConsent consent,
            long now)
            throws ProtocolException {
        Terms terms = terms(request, amount, alias, handshakeHash, now);
        Bytes encodedTerms = MessageType.TERMS.encode(terms);
        Bytes d = PaymentIds.d(encodedTerms);
        Bytes box = box(consent, alias, d);
        PaymentAuthorization authorization = PaymentAuthorization.newBuilder()
                .setTerms(byteString(encodedTerms))
                .setBoxDigest(byteString(Label.BOX.digest(box)))
                .build();
        return StoredPayment.newBuilder()
                .setAlias(alias)
                .setPayeeCredential(request.payee().issued())
                .setRequest(request.signed())
                .setAuthorization(AuthorizedPayment.newBuilder()
                        .setAuthorization(MessageType.PAYMENT_AUTHORIZATION.sign(
                                authorization,
                                crypto.ed25519Signer(secret(alias.getSigningSeed()))))
                        .setBox(byteString(box)))
                .setEngagementDigest(byteString(engagementDigest))
                .build();
    }

    private Terms terms(
            VerifiedRequest verified, long amount, StoredAlias alias, Bytes handshakeHash, long now)
            throws ProtocolException {
        PaymentRequest request = verified.message();
        long fee = Fees.fee(
                validator.fees(
                        request.getAsset(), request.getFeeScheduleVersion(), request.getCreated()),
                amount);
        Terms.Builder terms = Terms.newBuilder()
                .setKind(PaymentKind.PAYMENT_KIND_PAYMENT)
                .setRequestDigest(byteString(verified.digest()))
                .setPayerCredentialId(credentialId(alias))
                .setValidatorId(validator.id())
                .setAmount(amount)
                .setAsset(request.getAsset())
                .setExponent(request.getExponent())
                .setFee(fee)
                .setFeeBearer(request.getFeeBearer())
                .setFeeScheduleVersion(request.getFeeScheduleVersion())
                .setAcceptUntil(Math.min(now + ACCEPT_WINDOW, request.getExpires()))
                .setSettleUntil(Math.min(
                        now + validator.limits().getSettleWindow(),
                        request.getExpires() + validator.limits().getSettleWindow()))
                .setNonce(ByteString.copyFrom(random.next(VerifiedRequest.NONCE_SIZE)));
        terms.getPayeeBuilder()
                .getCredentialBuilder()
                .setCredentialId(request.getCredentialId())
                .setRole(Role.ROLE_PAYEE);
        terms.getBindingBuilder().setHandshakeHash(byteString(handshakeHash));
        return terms.build();
    }

    private Bytes box(UserConsent consent, StoredAlias alias, Bytes d) {
        BoxContent content = BoxContent.newBuilder()
                .setOtp(Ocra.forPayment(
                        consent.otpSecret(), Integer.toUnsignedLong(alias.getIndex()), d))
                .setUserVerification(UserEvidence.of(consent, d))
                .setNonce(ByteString.copyFrom(random.next(VerifiedRequest.NONCE_SIZE)))
                .build();
        return SealedBox.seal(
                sealSecret, Label.BOX_CONTENT, d, MessageType.BOX_CONTENT.encode(content), crypto);
    }

    private static ByteString credentialId(StoredAlias alias) throws ProtocolException {
        Credential credential = MessageType.CREDENTIAL.decode(
                alias.getCredential().getCredential().getBody());
        return credential.getId();
    }

    /** The earlier authorization, unchanged, bound to another handshake by the alias's key. */
    public static Resume resume(
            StoredPayment payment, Bytes d, Bytes handshakeHash, CryptoProvider crypto) {
        Bytes signature = crypto.ed25519Signer(secret(payment.getAlias().getSigningSeed()))
                .sign(Label.RESUME.inContext(Bytes.concat(d, handshakeHash)));
        return Resume.newBuilder()
                .setAuthorization(payment.getAuthorization())
                .setSignature(byteString(signature))
                .build();
    }
}
