package org.mopay.cli.vectors.own;

import static org.mopay.core.message.Wire.byteString;

import org.mopay.cli.vectors.ScriptedRandom;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.EnrolmentDesk;
import org.mopay.core.crypto.Hpke;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.CredentialGrant;
import org.mopay.proto.v1.CredentialKey;
import org.mopay.proto.v1.EnrolmentAnswer;
import org.mopay.proto.v1.EnrolmentContent;
import org.mopay.proto.v1.EnrolmentRequest;
import org.mopay.proto.v1.SealedEnrolment;
import org.mopay.proto.v1.Signed;

/** The payer's phone enrols, with one credential. */
final class SampleEnrolment {
    private static final Signer IDENTITY = Named.p256("payer identity key");

    private final Hpke.SenderContext hpke;

    SampleEnrolment() throws ProtocolException {
        this.hpke = Hpke.setupSender(
                Named.x25519("validator HPKE key").publicKey(),
                info(),
                Named.CRYPTO,
                new ScriptedRandom(Named.bytes("enrolment HPKE ephemeral")));
    }

    static Bytes info() {
        return Label.ENROLMENT.inContext(Bytes.ofUtf8(SampleValidator.ID));
    }

    static CredentialKey credentialKey(String owner) {
        return CredentialKey.newBuilder()
                .setValidatorId(SampleValidator.ID)
                .setIdentityKey(byteString(IDENTITY.publicKey()))
                .setSigningKey(byteString(SampleValidator.signingKey(owner).publicKey()))
                .setNoiseKey(byteString(Named.x25519(owner + " Noise key").publicKey()))
                .build();
    }

    static Signed provenKey(String owner) {
        return MessageType.CREDENTIAL_KEY.sign(
                credentialKey(owner), SampleValidator.signingKey(owner));
    }

    EnrolmentRequest request() {
        Activation activation = SampleValidator.activation();
        return EnrolmentRequest.newBuilder()
                .setValidatorId(SampleValidator.ID)
                .setIdentityKey(byteString(IDENTITY.publicKey()))
                .setEnc(byteString(hpke.enc()))
                .setActivationCodeDigest(byteString(EnrolmentDesk.codeDigest(activation.getCode())))
                .addCredentialKeys(provenKey("payer"))
                .setAnswerKey(byteString(Named.x25519("payer answer key").publicKey()))
                .build();
    }

    EnrolmentContent content() {
        return EnrolmentContent.newBuilder()
                .setRequest(MessageType.ENROLMENT_REQUEST.sign(request(), IDENTITY))
                .setActivationCode(SampleValidator.activation().getCode())
                .build();
    }

    /** Sealing counts up, so this is for one call on a fresh context. */
    SealedEnrolment sealed() throws ProtocolException {
        SampleEnrolment fresh = new SampleEnrolment();
        Bytes plaintext = MessageType.ENROLMENT_CONTENT.encode(content());
        return SealedEnrolment.newBuilder()
                .setSuite("MO/1")
                .setValidatorId(SampleValidator.ID)
                .setHpkeKeyId(2)
                .setEnc(byteString(hpke.enc()))
                .setCiphertext(byteString(fresh.hpke.seal(Bytes.empty(), plaintext)))
                .build();
    }

    static EnrolmentAnswer answer() {
        return EnrolmentAnswer.newBuilder()
                .setDeviceId(byteString(Named.bytes("payer device id", 8)))
                .setAccount("alice")
                .setSealSecret(byteString(Named.bytes("payer seal secret")))
                .setOtpSecret(byteString(Named.bytes("payer OTP secret")))
                .addGrants(CredentialGrant.newBuilder()
                        .setCredential(SampleValidator.issued("payer"))
                        .setIndex(SamplePayment.PAYER_INDEX))
                .build();
    }
}
