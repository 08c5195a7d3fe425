package org.mopay.cli.vectors.own;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;

import java.util.List;

/** What names a thing: digests under their labels, and the payment id. */
final class DigestVectors extends VectorFile {
    DigestVectors() {
        super(
                OwnKind.DIGESTS,
                "SHA-256 of a label's context and a body (chapter 2); under 'terms' it is d, from"
                        + " which and the request's time the payment id follows (chapter 5).");
    }

    @Override
    List<Scenario> scenarios() throws Exception {
        SamplePayment payment = SamplePayment.sample();
        Bytes engagement = MessageType.ENGAGEMENT.encode(SampleConversation.engagement(false));
        return List.of(
                digest(Label.ACTIVATION_CODE, Bytes.ofUtf8("7Q4K-2M9D-XR5T")),
                digest(Label.ENGAGEMENT, engagement),
                digest(Label.COMMITMENT, Named.x25519("payee ephemeral").publicKey()),
                digest(
                        Label.REQUEST_DIGEST,
                        MessageType.PAYMENT_REQUEST.encode(SamplePayment.request())),
                digest(Label.TERMS, payment.terms()),
                digest(Label.BOX, Bytes.copyOf(payment.authorized().getBox().toByteArray())),
                digest(
                        Label.REFUND_TERMS,
                        MessageType.REFUND_TERMS.encode(SampleReversal.refundTerms(payment))),
                digest(Label.SUBMISSION, MessageType.SUBMISSION.encode(payment.submission())),
                new Scenario(
                        "payment-id",
                        new Members()
                                .with("request_created", SamplePayment.request().getCreated())
                                .with("terms", payment.terms())
                                .with("label", "terms")
                                .build()));
    }

    private static Scenario digest(Label label, Bytes body) {
        String name = Types.name(label);
        return new Scenario(
                name, new Members().with("label", name).with("body", body).build());
    }
}
