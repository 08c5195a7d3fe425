package org.mopay.cli.vectors.own;

import static org.mopay.core.message.Wire.bytes;

import java.util.List;

/** The sealed request of a phone that enrols, and the answer sealed to it. */
final class EnrolmentVectors extends VectorFile {
    EnrolmentVectors() {
        super(
                OwnKind.ENROLMENT,
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
                        .with("activation", SampleValidator.activation())
                        .with("validator_info", SampleValidator.info())
                        .with(
                                "validator_info_signature",
                                bytes(SampleValidator.signedInfo().getSignature()))
                        .with("signing_seed", Named.bytes("payer signing key"))
                        .with("noise_private", Named.bytes("payer Noise key"))
                        .with("answered_at", SampleValidator.NOW)
                        .with("content", enrolment.content())
                        .with("answer", SampleEnrolment.answer())
                        .build()));
    }
}
