package org.mopay.core.vectors;

import static org.mopay.core.message.Wire.byteString;

import com.google.gson.JsonObject;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.otp.Ocra;
import org.mopay.core.payment.SealedBox;
import org.mopay.proto.v1.BoxContent;
import org.mopay.proto.v1.SubmitterContent;
import org.mopay.proto.v1.UserVerification;
import org.mopay.proto.v1.VerificationMethod;

import java.util.List;

/** Boxes between a device and its validator. */
final class SealedBoxVectors extends VectorFile {
    SealedBoxVectors() {
        super(
                "sealed-boxes",
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
                        MessageType.PAYER_NOTICE.encode(SamplePayment.notice())));
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

    @Override
    JsonObject output(VectorInput input) throws Exception {
        SecretBytes secret = input.secret("seal_secret");
        Label label = Types.label(input.text("label"));
        Bytes subject = input.hex("subject");
        Bytes content = input.hex("content");
        Bytes box = SealedBox.seal(secret, label, subject, content, Named.CRYPTO);
        if (!SealedBox.open(secret, label, subject, box, Named.CRYPTO).equals(content)) {
            throw new AssertionError("the box opens to another content");
        }
        return new Members()
                .with("salt", box.slice(0, SealedBox.SALT_SIZE))
                .with("box", box)
                .build();
    }
}
