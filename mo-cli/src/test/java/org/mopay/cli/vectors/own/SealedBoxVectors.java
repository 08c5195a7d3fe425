package org.mopay.cli.vectors.own;

import static org.mopay.core.message.Wire.byteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.otp.Ocra;
import org.mopay.proto.v1.BoxContent;
import org.mopay.proto.v1.SubmitterContent;
import org.mopay.proto.v1.UserVerification;
import org.mopay.proto.v1.VerificationMethod;

import java.util.List;

/** Boxes between a device and its validator. */
final class SealedBoxVectors extends VectorFile {
    SealedBoxVectors() {
        super(
                OwnKind.SEALED_BOXES,
                "A box, salt (16) || ciphertext, of a content under a device's seal secret"
                        + " (chapter 5). The subject is d, or for submitter-content the digest of"
                        + " the submission. The same input always gives the same box.");
    }

    @Override
    List<Scenario> scenarios() throws Exception {
        SamplePayment payment = SamplePayment.sample();
        Bytes submission = MessageType.SUBMISSION.encode(payment.submission());
        BoxContent boxContent = BoxContent.newBuilder()
                .setOtp(Ocra.forPayment(
                        Named.secret("payer OTP secret"), SamplePayment.PAYER_INDEX, payment.d()))
                .setUserVerification(UserVerification.newBuilder()
                        .setMethod(VerificationMethod.VERIFICATION_METHOD_PIN))
                .setNonce(byteString(Named.bytes("box nonce", 16)))
                .build();
        SubmitterContent submitterContent = SubmitterContent.newBuilder()
                .setSubmittedAt(SampleValidator.NOW + 12)
                .build();
        return List.of(
                of(
                        "payer seal secret",
                        Label.BOX_CONTENT,
                        payment.d(),
                        MessageType.BOX_CONTENT.encode(boxContent)),
                of(
                        "payee seal secret",
                        Label.SUBMITTER_CONTENT,
                        Label.SUBMISSION.digest(submission),
                        MessageType.SUBMITTER_CONTENT.encode(submitterContent)),
                of(
                        "payer seal secret",
                        Label.PAYER_NOTICE,
                        payment.d(),
                        MessageType.PAYER_NOTICE.encode(SamplePayment.notice())),
                of(
                        "payer seal secret",
                        Label.STEP_UP_CONTENT,
                        payment.d(),
                        MessageType.STEP_UP_CONTENT.encode(SampleReversal.stepUpContent(payment))));
    }

    private static Scenario of(String secret, Label label, Bytes subject, Bytes content) {
        return new Scenario(
                Types.name(label),
                new Members()
                        .with("seal_secret", Named.bytes(secret))
                        .with("label", Types.name(label))
                        .with("subject", subject)
                        .with("content", content)
                        .build());
    }
}
