package org.mopay.server.scenario;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.secret;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.Enrolment;
import org.mopay.core.credential.EnrolmentDesk;
import org.mopay.core.crypto.Hpke;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.CredentialKey;
import org.mopay.proto.v1.EnrolmentContent;
import org.mopay.proto.v1.EnrolmentRequest;
import org.mopay.proto.v1.SealedEnrolment;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredEnrolment;
import org.mopay.proto.v1.ValidatorKey;

/** Asks for credentials with the keys of an earlier enrolment, every proof in order. */
final class Clone {
    private final RunningValidator validator;
    private final StoredEnrolment original;
    private final Signer identity;

    Clone(RunningValidator validator, Enrolment original) {
        this.validator = validator;
        this.original = original.stored();
        this.identity = TestPhone.CRYPTO.p256Signer(secret(this.original.getIdentityScalar()));
    }

    /** With no proof that the keys are its own. */
    SealedEnrolment requestWithoutProofs(Activation activation) throws ProtocolException {
        return request(activation, true);
    }

    SealedEnrolment request(Activation activation) throws ProtocolException {
        return request(activation, false);
    }

    private SealedEnrolment request(Activation activation, boolean damaged)
            throws ProtocolException {
        ValidatorKey hpkeKey =
                TestPhone.trust(validator, activation).hpkeKey(validator.clock().getAsLong());
        Hpke.SenderContext hpke = Hpke.setupSender(
                bytes(hpkeKey.getPublicKey()),
                Label.ENROLMENT.inContext(Bytes.ofUtf8(RunningValidator.ID)),
                TestPhone.CRYPTO,
                TestPhone.random());
        EnrolmentRequest.Builder request = EnrolmentRequest.newBuilder()
                .setValidatorId(RunningValidator.ID)
                .setIdentityKey(byteString(identity.publicKey()))
                .setEnc(byteString(hpke.enc()))
                .setActivationCodeDigest(byteString(EnrolmentDesk.codeDigest(activation.getCode())))
                .setAnswerKey(byteString(TestPhone.CRYPTO
                        .x25519KeyPair(secret(original.getAnswerPrivate()))
                        .publicKey()));
        for (StoredAlias keys : original.getKeysList()) {
            Signer signer = TestPhone.CRYPTO.ed25519Signer(secret(keys.getSigningSeed()));
            Signed proof = MessageType.CREDENTIAL_KEY.sign(
                    CredentialKey.newBuilder()
                            .setValidatorId(RunningValidator.ID)
                            .setIdentityKey(byteString(identity.publicKey()))
                            .setSigningKey(byteString(signer.publicKey()))
                            .setNoiseKey(byteString(TestPhone.CRYPTO
                                    .x25519KeyPair(secret(keys.getNoisePrivate()))
                                    .publicKey()))
                            .build(),
                    signer);
            request.addCredentialKeys(damaged ? broken(proof) : proof);
        }
        Bytes content = MessageType.ENROLMENT_CONTENT.encode(EnrolmentContent.newBuilder()
                .setRequest(MessageType.ENROLMENT_REQUEST.sign(request.build(), identity))
                .setActivationCode(activation.getCode())
                .build());
        return SealedEnrolment.newBuilder()
                .setSuite("MO/1")
                .setValidatorId(RunningValidator.ID)
                .setHpkeKeyId(hpkeKey.getId())
                .setEnc(byteString(hpke.enc()))
                .setCiphertext(byteString(hpke.seal(Bytes.empty(), content)))
                .build();
    }

    private static Signed broken(Signed proof) {
        Signed.Builder broken = proof.toBuilder();
        Damage.breakSignature(broken);
        return broken.build();
    }
}
