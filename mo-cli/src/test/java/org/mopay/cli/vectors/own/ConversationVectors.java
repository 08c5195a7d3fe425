package org.mopay.cli.vectors.own;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.PayeeChannel;
import org.mopay.core.channel.PayerChannel;
import org.mopay.proto.v1.Acceptance;

import java.util.List;

/** Whole conversations, frame by frame. */
final class ConversationVectors extends VectorFile {
    private static final Bytes SESSION_ID = Named.bytes("session id", 8);

    ConversationVectors() {
        super(
                OwnKind.CONVERSATIONS,
                "A whole conversation from fixed keys (chapter 4): the engagement, every frame in"
                        + " the order in which it is sent, payer first and then in turn, the"
                        + " handshake hash h2 after message 2, and the short authentication"
                        + " string. Offer, acceptance and outcome are encoded messages.");
    }

    @Override
    List<Scenario> scenarios() throws Exception {
        return List.of(
                scenario("XX: a payment is settled", false, false),
                scenario("XK: a payment is settled", true, false),
                scenario("XX: an earlier authorization is resumed", false, true));
    }

    /** The authorization is bound to h2, so the conversation runs up to there once before. */
    private static Scenario scenario(String name, boolean withKey, boolean resumes)
            throws Exception {
        Bytes payeeEphemeral = Named.bytes(name + ", payee ephemeral");
        Bytes payerEphemeral = Named.bytes(name + ", payer ephemeral");
        PayeeChannel payee = ConversationComputation.payee(
                SampleValidator.ID,
                SampleConversation.ADDRESS,
                Named.bytes("payee Noise key"),
                withKey,
                payeeEphemeral);
        PayerChannel payer = ConversationComputation.payer(
                payee.encodedEngagement(), payerEphemeral, SESSION_ID);
        payee.readHello(payer.hello());
        payee.offer(SamplePayment.offer());
        Bytes h2 = payee.handshakeHash();
        SamplePayment payment = resumes ? SamplePayment.sample() : new SamplePayment(h2);
        Acceptance acceptance = resumes ? payment.resumed(h2) : payment.acceptance();
        return new Scenario(
                name,
                new Members()
                        .with("validator_id", SampleValidator.ID)
                        .with("tcp_address", SampleConversation.ADDRESS)
                        .with("payee_static_in_engagement", withKey)
                        .with("payee_static_private", Named.bytes("payee Noise key"))
                        .with("payee_ephemeral_private", payeeEphemeral)
                        .with("payer_static_private", Named.bytes("payer Noise key"))
                        .with("payer_ephemeral_private", payerEphemeral)
                        .with("session_id", SESSION_ID)
                        .with("offer", SamplePayment.offer())
                        .with("acceptance", acceptance)
                        .with("outcome", payment.outcome())
                        .build());
    }
}
