package org.mopay.core.vectors;

import static org.mopay.core.message.Wire.byteString;

import com.google.gson.JsonObject;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.Enrolment;
import org.mopay.core.credential.EnrolmentDesk;
import org.mopay.core.crypto.Hpke;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.EnrolmentAnswer;
import org.mopay.proto.v1.SealedEnrolment;
import org.mopay.proto.v1.SealedEnrolmentAnswer;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredEnrolment;

import java.util.List;

/** The sealed request of a phone that enrols, and the answer sealed to it. */
final class EnrolmentVectors extends VectorFile {
    private static final int SECRET_SIZE = 32;

    EnrolmentVectors() {
        super(
                "enrolment",
                "RFC 9180 base mode from fixed keys, and the answer's key from the exported"
                        + " secret and X25519(ephemeral, answer key) (chapter 3).");
    }

    @Override
    List<Scenario> scenarios() throws Exception {
        SampleEnrolment enrolment = new SampleEnrolment();
        return List.of(new Scenario(
                "a phone enrols with one credential",
                new Members()
                        .with("validator_id", SampleValidator.ID)
                        .with("hpke_private", Named.bytes("validator HPKE key"))
                        .with("hpke_ephemeral_private", Named.bytes("enrolment HPKE ephemeral"))
                        .with("answer_private", Named.bytes("payer answer key"))
                        .with("answer_ephemeral_private", Named.bytes("answer ephemeral"))
                        .with("content", enrolment.content())
                        .with("answer", SampleEnrolment.answer())
                        .build()));
    }

    @Override
    JsonObject output(VectorInput input) throws Exception {
        String validatorId = input.text("validator_id");
        X25519KeyPair hpkeKeys = Named.CRYPTO.x25519KeyPair(input.secret("hpke_private"));
        Hpke.SenderContext hpke = Hpke.setupSender(
                hpkeKeys.publicKey(),
                Label.ENROLMENT.inContext(Bytes.ofUtf8(validatorId)),
                Named.CRYPTO,
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
                EnrolmentDesk.open(sealed, validatorId, hpkeKeys, Named.CRYPTO);
        EnrolmentAnswer answer = MessageType.ENROLMENT_ANSWER.decode(input.hex("answer"));
        SealedEnrolmentAnswer sealedAnswer = application.seal(
                answer, Named.CRYPTO, new ScriptedRandom(input.hex("answer_ephemeral_private")));
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
            VectorInput input,
            SealedEnrolment sealed,
            Bytes exported,
            SealedEnrolmentAnswer sealedAnswer,
            EnrolmentAnswer answer)
            throws Exception {
        StoredEnrolment stored = StoredEnrolment.newBuilder()
                .setActivation(SampleValidator.activation())
                .setValidatorInfo(SampleValidator.signedInfo())
                .setRequest(sealed)
                .setAnswerPrivate(byteString(input.hex("answer_private")))
                .setExportedSecret(byteString(exported))
                .addKeys(StoredAlias.newBuilder()
                        .setSigningSeed(byteString(Named.bytes("payer signing key")))
                        .setNoisePrivate(byteString(Named.bytes("payer Noise key"))))
                .build();
        String account = Enrolment.restore(stored)
                .complete(
                        sealedAnswer, SampleValidator.trusted(), SampleValidator.NOW, Named.CRYPTO)
                .getAccount();
        if (!account.equals(answer.getAccount())) {
            throw new AssertionError("the answer opens to another one");
        }
    }
}
