package org.mopay.cli.vectors.own;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import org.mopay.cli.vectors.ScriptedRandom;
import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.channel.PayeeChannel;
import org.mopay.core.channel.PayerChannel;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Carrier;
import org.mopay.proto.v1.CarrierHint;
import org.mopay.proto.v1.ChannelMessage;
import org.mopay.proto.v1.Outcome;

import java.util.List;

/** Whole conversations, frame by frame. */
final class ConversationComputation implements Computation {
    private static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();

    @Override
    public JsonObject output(VectorObject input)
            throws VectorMismatch, VectorFormatException, ProtocolException {
        PayeeChannel payee = payee(
                input.text("validator_id"),
                input.text("tcp_address"),
                input.hex("payee_static_private"),
                input.truth("payee_static_in_engagement"),
                input.hex("payee_ephemeral_private"));
        PayerChannel payer = payer(
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
                        CRYPTO.x25519KeyPair(input.secret("payer_static_private"))));
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

    /** The payee's end, every random draw of which is given. */
    static PayeeChannel payee(
            String validatorId, String address, Bytes noiseKey, boolean withKey, Bytes ephemeral)
            throws ProtocolException {
        CarrierHint hint = CarrierHint.newBuilder()
                .setCarrier(Carrier.CARRIER_TCP)
                .setAddress(address)
                .build();
        return PayeeChannel.open(
                validatorId,
                List.of(hint),
                CRYPTO.x25519KeyPair(SecretBytes.adopt(noiseKey.toArray())),
                withKey,
                CRYPTO,
                new ScriptedRandom(ephemeral));
    }

    static PayerChannel payer(Bytes engagement, Bytes ephemeral, Bytes sessionId)
            throws ProtocolException {
        return PayerChannel.open(engagement, CRYPTO, new ScriptedRandom(ephemeral, sessionId));
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

    private static void requireSame(Bytes one, Bytes other) throws VectorMismatch {
        if (!one.equals(other)) {
            throw new VectorMismatch("the two ends differ: " + one + " and " + other);
        }
    }
}
