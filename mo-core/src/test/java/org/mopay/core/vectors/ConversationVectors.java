package org.mopay.core.vectors;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.PayeeChannel;
import org.mopay.core.channel.PayerChannel;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Acceptance;
import org.mopay.proto.v1.ChannelMessage;
import org.mopay.proto.v1.Outcome;

import java.util.List;

/** Whole conversations, frame by frame. */
final class ConversationVectors extends VectorFile {
    private static final Bytes SESSION_ID = Named.bytes("session id", 8);

    ConversationVectors() {
        super(
                "conversations",
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
        PayeeChannel payee = SampleConversation.payee(
                SampleValidator.ID,
                SampleConversation.ADDRESS,
                Named.bytes("payee Noise key"),
                withKey,
                payeeEphemeral);
        PayerChannel payer =
                SampleConversation.payer(payee.encodedEngagement(), payerEphemeral, SESSION_ID);
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

    @Override
    JsonObject output(VectorInput input) throws Exception {
        PayeeChannel payee = SampleConversation.payee(
                input.text("validator_id"),
                input.text("tcp_address"),
                input.hex("payee_static_private"),
                input.truth("payee_static_in_engagement"),
                input.hex("payee_ephemeral_private"));
        PayerChannel payer = SampleConversation.payer(
                payee.encodedEngagement(),
                input.hex("payer_ephemeral_private"),
                input.hex("session_id"));
        JsonArray frames = new JsonArray();
        payee.readHello(add(frames, payer.hello()));
        Bytes offer = input.hex("offer");
        Bytes offered = add(frames, payee.offer(MessageType.OFFER.decode(offer)));
        requireSame(offer, MessageType.OFFER.encode(payer.offer(payer.openOffer(offered))));
        requireSame(payee.handshakeHash(), payer.handshakeHash());
        Members output = new Members()
                .with("engagement", payee.encodedEngagement())
                .with("handshake_hash", payee.handshakeHash())
                .with("short_authentication_string", payer.shortAuthenticationString());
        Bytes acceptance = input.hex("acceptance");
        Bytes accepted = add(
                frames,
                payer.accept(
                        MessageType.ACCEPTANCE.decode(acceptance),
                        Named.CRYPTO.x25519KeyPair(input.secret("payer_static_private"))));
        requireSame(
                acceptance,
                MessageType.ACCEPTANCE.encode(payee.acceptance(payee.openAcceptance(accepted))));
        ChannelMessage outcome = ChannelMessage.newBuilder()
                .setOutcome(MessageType.OUTCOME.decode(input.hex("outcome")))
                .build();
        Outcome received = payer.read(add(frames, payee.write(outcome))).getOutcome();
        requireSame(input.hex("outcome"), MessageType.OUTCOME.encode(received));
        payee.read(add(frames, payer.write(close())));
        return output.with("frames", frames).build();
    }

    private static ChannelMessage close() {
        ChannelMessage.Builder message = ChannelMessage.newBuilder();
        message.getCloseBuilder();
        return message.build();
    }

    private static Bytes add(JsonArray frames, Bytes frame) {
        frames.add(frame.hex());
        return frame;
    }

    private static void requireSame(Bytes one, Bytes other) throws ProtocolException {
        if (!one.equals(other)) {
            throw new AssertionError("the two ends differ: " + one + " and " + other);
        }
    }
}
