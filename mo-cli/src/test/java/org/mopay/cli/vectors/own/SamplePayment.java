package org.mopay.cli.vectors.own;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import org.mopay.cli.vectors.ScriptedRandom;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.credential.UserConsent;
import org.mopay.core.credential.VerifiedCredential;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.PaymentAuthorizer;
import org.mopay.core.payment.PaymentIds;
import org.mopay.core.payment.SealedBox;
import org.mopay.core.payment.Submissions;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.Acceptance;
import org.mopay.proto.v1.AuthorizedPayment;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.Offer;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PayerNotice;
import org.mopay.proto.v1.PaymentAuthorization;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.Role;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredPayment;
import org.mopay.proto.v1.Submission;
import org.mopay.proto.v1.VerificationMethod;

/** One payment of 12.50 USD, from the request to the outcome. */
final class SamplePayment {
    static final int PAYER_INDEX = 7;

    private static final long NOW = SampleValidator.NOW;

    private final StoredPayment stored;

    /**
     * @param handshakeHash h2 of the conversation the payment is authorized in
     */
    SamplePayment(Bytes handshakeHash) throws ProtocolException {
        TrustedValidator validator = SampleValidator.trusted();
        VerifiedCredential payee = VerifiedCredential.verify(
                SampleValidator.issued("payee"), validator, NOW, Named.CRYPTO);
        PaymentAuthorizer authorizer = new PaymentAuthorizer(
                validator,
                Named.secret("payer seal secret"),
                Named.CRYPTO,
                new ScriptedRandom(Named.bytes("terms nonce", 16), Named.bytes("box nonce", 16)));
        UserConsent consent = new UserConsent(
                VerificationMethod.VERIFICATION_METHOD_PIN, Named.secret("payer OTP secret"));
        stored = authorizer.authorize(
                VerifiedRequest.verify(signedRequest(), payee, validator),
                request().getAmount(),
                alias(),
                handshakeHash,
                Named.bytes("an engagement's digest"),
                consent,
                NOW + 10);
    }

    static SamplePayment sample() throws ProtocolException {
        return new SamplePayment(Named.bytes("a handshake hash"));
    }

    private static StoredAlias alias() {
        return StoredAlias.newBuilder()
                .setIndex(PAYER_INDEX)
                .setCredential(SampleValidator.issued("payer"))
                .setSigningSeed(byteString(Named.bytes("payer signing key")))
                .setNoisePrivate(byteString(Named.bytes("payer Noise key")))
                .build();
    }

    static PaymentRequest request() {
        return PaymentRequest.newBuilder()
                .setValidatorId(SampleValidator.ID)
                .setCredentialId(SampleValidator.credential("payee").getId())
                .setAmount(1250)
                .setAsset("USD")
                .setExponent(2)
                .setFeeBearer(FeeBearer.FEE_BEARER_PAYEE)
                .setFeeScheduleVersion(1)
                .setNonce(byteString(Named.bytes("request nonce", 16)))
                .setCreated(NOW)
                .setExpires(NOW + 600)
                .setMemo("coffee")
                .setLabel("Zoë's café")
                .build();
    }

    static Signed signedRequest() {
        return MessageType.PAYMENT_REQUEST.sign(request(), SampleValidator.signingKey("payee"));
    }

    static Offer offer() {
        return Offer.newBuilder()
                .setCredential(SampleValidator.issued("payee"))
                .setRequest(signedRequest())
                .build();
    }

    AuthorizedPayment authorized() {
        return stored.getAuthorization();
    }

    PaymentAuthorization authorization() throws ProtocolException {
        return MessageType.PAYMENT_AUTHORIZATION.decode(
                authorized().getAuthorization().getBody());
    }

    Bytes terms() throws ProtocolException {
        return bytes(authorization().getTerms());
    }

    Bytes d() throws ProtocolException {
        return PaymentIds.d(terms());
    }

    Acceptance acceptance() {
        return Acceptance.newBuilder()
                .setCredential(SampleValidator.issued("payer"))
                .setAuthorization(authorized())
                .build();
    }

    /** The same authorization, continued in another handshake. */
    Acceptance resumed(Bytes handshakeHash) throws ProtocolException {
        return Acceptance.newBuilder()
                .setCredential(SampleValidator.issued("payer"))
                .setResume(PaymentAuthorizer.resume(stored, d(), handshakeHash, Named.CRYPTO))
                .build();
    }

    Submission submission() {
        return Submission.newBuilder()
                .setSuite("MO/1")
                .setValidatorId(SampleValidator.ID)
                .setRequest(signedRequest())
                .setAuthorization(authorized().getAuthorization())
                .setBox(authorized().getBox())
                .setPayerCredential(SampleValidator.issued("payer"))
                .setPayeeCredential(SampleValidator.issued("payee"))
                .setSubmitter(Role.ROLE_PAYEE)
                .setAcceptedAt(NOW + 11)
                .build();
    }

    Bytes authenticatedSubmission() {
        return Submissions.authenticate(
                submission(), Named.secret("payee seal secret"), NOW + 12, Named.CRYPTO);
    }

    Bytes paymentId() throws ProtocolException {
        return PaymentIds.paymentId(request().getCreated(), d());
    }

    Decision decision() throws ProtocolException {
        return Decision.newBuilder()
                .setValidatorId(SampleValidator.ID)
                .setPaymentId(byteString(paymentId()))
                .setD(byteString(d()))
                .setStatus(PaymentStatus.PAYMENT_STATUS_SETTLED)
                .setAmount(request().getAmount())
                .setAsset("USD")
                .setExponent(2)
                .setFee(6)
                .setFeeBearer(FeeBearer.FEE_BEARER_PAYEE)
                .setDecidedAt(NOW + 13)
                .setIssuerKeyId(SampleValidator.issuerKeyId())
                .build();
    }

    static PayerNotice notice() {
        return PayerNotice.newBuilder().setBalance(8750).build();
    }

    Outcome outcome() throws ProtocolException {
        Bytes box = SealedBox.seal(
                Named.secret("payer seal secret"),
                Label.PAYER_NOTICE,
                d(),
                MessageType.PAYER_NOTICE.encode(notice()),
                Named.CRYPTO);
        return Outcome.newBuilder()
                .setDecision(MessageType.DECISION.sign(decision(), SampleValidator.issuer()))
                .setPayerBox(byteString(box))
                .build();
    }
}
