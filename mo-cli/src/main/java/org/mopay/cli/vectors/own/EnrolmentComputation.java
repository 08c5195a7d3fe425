package org.mopay.cli.vectors.own;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import com.google.gson.JsonObject;

import org.mopay.cli.vectors.ScriptedRandom;
import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.Enrolment;
import org.mopay.core.credential.EnrolmentDesk;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Hpke;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.EnrolmentAnswer;
import org.mopay.proto.v1.SealedEnrolment;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredEnrolment;

/** The sealed request of a phone that enrols, and the answer sealed to it. */
final class EnrolmentComputation implements Computation {
    private static final int SECRET_SIZE = 32;
    private static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();

    @Override
    public JsonObject output(VectorObject input)
            throws VectorMismatch, VectorFormatException, ProtocolException {
        String validatorId = input.text("validator_id");
        X25519KeyPair hpkeKeys = CRYPTO.x25519KeyPair(input.secret("hpke_private"));
        Hpke.SenderContext hpke = Hpke.setupSender(
                hpkeKeys.publicKey(),
                Label.ENROLMENT.inContext(Bytes.ofUtf8(validatorId)),
                CRYPTO,
                new ScriptedRandom(input.hex("hpke_ephemeral_private")));
        SealedEnrolment sealed = SealedEnrolment.newBuilder()
                .setSuite("MO/1")
                .setValidatorId(validatorId)
                .setHpkeKeyId(2)
                .setEnc(byteString(hpke.enc()))
                .setCiphertext(byteString(hpke.seal(Bytes.empty(), input.hex("content"))))
                .build();
        Bytes exported = Bytes.copyOf(
                hpke.export(Label.ENROLMENT_ANSWER.inContext(Bytes.empty()), SECRET_SIZE)
                        .expose());
        EnrolmentDesk.Application application =
                EnrolmentDesk.open(sealed, validatorId, hpkeKeys, CRYPTO);
        EnrolmentAnswer answer = MessageType.ENROLMENT_ANSWER.decode(input.hex("answer"));
        SealedEnrolmentAnswer sealedAnswer = application.seal(
                answer, CRYPTO, new ScriptedRandom(input.hex("answer_ephemeral_private")));
        requireOpens(input, sealed, exported, sealedAnswer, answer);
        return new Members()
                .with("sealed_enrolment", sealed)
                .with("request_digest", application.requestDigest())
                .with("activation_code_digest", application.codeDigest())
                .with("exported_secret", exported)
                .with("sealed_answer", sealedAnswer)
                .build();
    }

    private static void requireOpens(
            VectorObject input,
            SealedEnrolment sealed,
            Bytes exported,
            SealedEnrolmentAnswer sealedAnswer,
            EnrolmentAnswer answer)
            throws VectorMismatch, VectorFormatException, ProtocolException {
        Activation activation = MessageType.ACTIVATION.decode(input.hex("activation"));
        Signed info = Signed.newBuilder()
                .setBody(byteString(input.hex("validator_info")))
                .setSignature(byteString(input.hex("validator_info_signature")))
                .build();
        TrustedValidator trusted = TrustedValidator.verify(
                info, activation.getValidatorId(), bytes(activation.getRootKey()), CRYPTO);
        StoredEnrolment stored = StoredEnrolment.newBuilder()
                .setActivation(activation)
                .setValidatorInfo(info)
                .setRequest(sealed)
                .setAnswerPrivate(byteString(input.hex("answer_private")))
                .setExportedSecret(byteString(exported))
                .addKeys(StoredAlias.newBuilder()
                        .setSigningSeed(byteString(input.hex("signing_seed")))
                        .setNoisePrivate(byteString(input.hex("noise_private"))))
                .build();
        String account = Enrolment.restore(stored)
                .complete(sealedAnswer, trusted, input.number("answered_at"), CRYPTO)
                .getAccount();
        if (!account.equals(answer.getAccount())) {
            throw new VectorMismatch("the answer opens to another one");
        }
    }
}
