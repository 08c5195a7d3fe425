package org.mopay.core.credential;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.ByteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Hpke;
import org.mopay.core.crypto.Kdf;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.EnrolmentAnswer;
import org.mopay.proto.v1.SealedEnrolment;
import org.mopay.proto.v1.SealedEnrolmentAnswer;

import java.util.Arrays;

/** What both sides of an enrolment derive alike (specification, chapter 3). */
final class EnrolmentSecrecy {
    static final String SUITE = "MO/1";

    private static final int KEY_SIZE = 32;
    private static final int NONCE_SIZE = 12;

    private EnrolmentSecrecy() {}

    static Bytes info(String validatorId) {
        return Label.ENROLMENT.inContext(Bytes.ofUtf8(validatorId));
    }

    static SecretBytes export(Hpke.SenderContext hpke) {
        return hpke.export(Label.ENROLMENT_ANSWER.inContext(Bytes.empty()), KEY_SIZE);
    }

    static SecretBytes export(Hpke.RecipientContext hpke) {
        return hpke.export(Label.ENROLMENT_ANSWER.inContext(Bytes.empty()), KEY_SIZE);
    }

    static Bytes codeDigest(String activationCode) {
        return Label.ACTIVATION_CODE.digest(Bytes.ofUtf8(activationCode));
    }

    /** Names the request; a request with this digest always has the same answer. */
    static Bytes requestDigest(SealedEnrolment request) {
        return Label.ENROLMENT.digest(MessageType.ENROLMENT.encode(request));
    }

    static SealedEnrolmentAnswer sealAnswer(
            EnrolmentAnswer answer,
            X25519KeyPair ephemeral,
            Bytes answerKey,
            SecretBytes exported,
            Bytes requestDigest,
            CryptoProvider crypto)
            throws ProtocolException {
        byte[] keys = answerKeys(
                crypto.x25519(ephemeral.privateKey(), answerKey), exported, requestDigest);
        byte[] sealed = crypto.chaCha20Poly1305(SecretBytes.adopt(Arrays.copyOf(keys, KEY_SIZE)))
                .seal(
                        Arrays.copyOfRange(keys, KEY_SIZE, keys.length),
                        requestDigest.toArray(),
                        MessageType.ENROLMENT_ANSWER.encode(answer).toArray());
        return SealedEnrolmentAnswer.newBuilder()
                .setEphemeral(byteString(ephemeral.publicKey()))
                .setCiphertext(ByteString.copyFrom(sealed))
                .build();
    }

    static EnrolmentAnswer openAnswer(
            SealedEnrolmentAnswer answer,
            SecretBytes answerPrivate,
            SecretBytes exported,
            Bytes requestDigest,
            CryptoProvider crypto)
            throws ProtocolException {
        Bytes ephemeral = bytes(answer.getEphemeral());
        byte[] keys = answerKeys(crypto.x25519(answerPrivate, ephemeral), exported, requestDigest);
        byte[] opened = crypto.chaCha20Poly1305(SecretBytes.adopt(Arrays.copyOf(keys, KEY_SIZE)))
                .open(
                        Arrays.copyOfRange(keys, KEY_SIZE, keys.length),
                        requestDigest.toArray(),
                        answer.getCiphertext().toByteArray());
        return MessageType.ENROLMENT_ANSWER.decode(opened);
    }

    private static byte[] answerKeys(
            SecretBytes shared, SecretBytes exported, Bytes requestDigest) {
        return Kdf.hkdf(
                exported.expose(),
                shared.expose(),
                Label.ENROLMENT_ANSWER.inContext(requestDigest).toArray(),
                KEY_SIZE + NONCE_SIZE);
    }
}
