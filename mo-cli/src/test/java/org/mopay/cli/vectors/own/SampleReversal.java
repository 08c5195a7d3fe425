package org.mopay.cli.vectors.own;

import static org.mopay.core.message.Wire.byteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.otp.Ocra;
import org.mopay.core.payment.SealedBox;
import org.mopay.proto.v1.BoxContent;
import org.mopay.proto.v1.CancelAuthorization;
import org.mopay.proto.v1.CancelRequest;
import org.mopay.proto.v1.Cancellation;
import org.mopay.proto.v1.Refund;
import org.mopay.proto.v1.RefundSubmission;
import org.mopay.proto.v1.RefundTerms;
import org.mopay.proto.v1.RequestCancellation;
import org.mopay.proto.v1.RequestState;
import org.mopay.proto.v1.RequestStatus;
import org.mopay.proto.v1.StepUpChallenge;
import org.mopay.proto.v1.StepUpContent;
import org.mopay.proto.v1.StepUpMethod;
import org.mopay.proto.v1.StepUpResponse;
import org.mopay.proto.v1.UserVerification;
import org.mopay.proto.v1.VerificationMethod;

/** What holds a payment up, keeps it from being settled, or gives it back. */
final class SampleReversal {
    private static final long NOW = SampleValidator.NOW;

    private SampleReversal() {}

    static CancelRequest cancelRequest(SamplePayment payment) throws ProtocolException {
        return CancelRequest.newBuilder()
                .setValidatorId(SampleValidator.ID)
                .setRequestDigest(MessageType.TERMS.decode(payment.terms()).getRequestDigest())
                .setCreated(NOW + 20)
                .build();
    }

    static RequestCancellation requestCancellation(SamplePayment payment) throws ProtocolException {
        return RequestCancellation.newBuilder()
                .setCancelRequest(MessageType.CANCEL_REQUEST.sign(
                        cancelRequest(payment), Named.ed25519("payee signing key")))
                .setRequest(SamplePayment.offer().getRequest())
                .setPayeeCredential(SamplePayment.offer().getCredential())
                .build();
    }

    static RequestStatus requestStatus(SamplePayment payment) throws ProtocolException {
        return RequestStatus.newBuilder()
                .setValidatorId(SampleValidator.ID)
                .setRequestDigest(cancelRequest(payment).getRequestDigest())
                .setState(RequestState.REQUEST_STATE_CANCELLED)
                .setUses(1)
                .setSettled(1250)
                .setDecidedAt(NOW + 21)
                .setIssuerKeyId(payment.decision().getIssuerKeyId())
                .build();
    }

    static CancelAuthorization cancelAuthorization(SamplePayment payment) throws ProtocolException {
        return CancelAuthorization.newBuilder()
                .setValidatorId(SampleValidator.ID)
                .setDeviceId(byteString(Named.bytes("payer device id", 8)))
                .setD(byteString(payment.d()))
                .setCreated(NOW + 20)
                .build();
    }

    static Cancellation cancellation(SamplePayment payment, Bytes submission)
            throws ProtocolException {
        return Cancellation.newBuilder()
                .setCancelAuthorization(MessageType.CANCEL_AUTHORIZATION.sign(
                        cancelAuthorization(payment), Named.p256("payer identity key")))
                .setSubmission(byteString(submission))
                .build();
    }

    static RefundTerms refundTerms(SamplePayment payment) throws ProtocolException {
        return RefundTerms.newBuilder()
                .setValidatorId(SampleValidator.ID)
                .setDeviceId(byteString(Named.bytes("payee device id", 8)))
                .setPaymentId(byteString(payment.paymentId()))
                .setD(byteString(payment.d()))
                .setAmount(250)
                .setAsset("USD")
                .setExponent(2)
                .setReason("one cup less")
                .setCreated(NOW + 600)
                .setNonce(byteString(Named.bytes("refund nonce", 16)))
                .build();
    }

    private static Bytes refundBox(SamplePayment payment) throws ProtocolException {
        Bytes r = Label.REFUND_TERMS.digest(MessageType.REFUND_TERMS.encode(refundTerms(payment)));
        BoxContent content = BoxContent.newBuilder()
                .setOtp(Ocra.forPayment(Named.secret("payee OTP secret"), 0, r))
                .setUserVerification(UserVerification.newBuilder()
                        .setMethod(VerificationMethod.VERIFICATION_METHOD_PIN))
                .setNonce(byteString(Named.bytes("refund box nonce", 16)))
                .build();
        return SealedBox.seal(
                Named.secret("payee seal secret"),
                Label.BOX_CONTENT,
                r,
                MessageType.BOX_CONTENT.encode(content),
                Named.CRYPTO);
    }

    static Refund refund(SamplePayment payment) throws ProtocolException {
        return Refund.newBuilder()
                .setTerms(byteString(MessageType.REFUND_TERMS.encode(refundTerms(payment))))
                .setBoxDigest(byteString(Label.BOX.digest(refundBox(payment))))
                .build();
    }

    static RefundSubmission refundSubmission(SamplePayment payment) throws ProtocolException {
        return RefundSubmission.newBuilder()
                .setRefund(
                        MessageType.REFUND.sign(refund(payment), Named.p256("payee identity key")))
                .setBox(byteString(refundBox(payment)))
                .build();
    }

    static StepUpChallenge stepUpChallenge(SamplePayment payment) throws ProtocolException {
        return StepUpChallenge.newBuilder()
                .setD(byteString(payment.d()))
                .setMethod(StepUpMethod.STEP_UP_METHOD_TOTP)
                .setNonce(byteString(Named.bytes("challenge nonce", 16)))
                .setAttemptsLeft(3)
                .setDeadline(NOW + 300)
                .build();
    }

    static StepUpContent stepUpContent(SamplePayment payment) throws ProtocolException {
        return StepUpContent.newBuilder()
                .setNonce(stepUpChallenge(payment).getNonce())
                .setCode("492039")
                .build();
    }

    static StepUpResponse stepUpResponse(SamplePayment payment) throws ProtocolException {
        Bytes box = SealedBox.seal(
                Named.secret("payer seal secret"),
                Label.STEP_UP_CONTENT,
                payment.d(),
                MessageType.STEP_UP_CONTENT.encode(stepUpContent(payment)),
                Named.CRYPTO);
        return StepUpResponse.newBuilder()
                .setD(byteString(payment.d()))
                .setBox(byteString(box))
                .build();
    }
}
