package org.mopay.core.vectors;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.channel.PayeeChannel;
import org.mopay.core.channel.PayerChannel;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Carrier;
import org.mopay.proto.v1.CarrierHint;
import org.mopay.proto.v1.Engagement;

import java.util.List;

/** The two ends of a channel, every random draw of which is given. */
final class SampleConversation {
    static final String ADDRESS = "127.0.0.1:4040";

    private SampleConversation() {}

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
                Named.CRYPTO.x25519KeyPair(SecretBytes.adopt(noiseKey.toArray())),
                withKey,
                Named.CRYPTO,
                new ScriptedRandom(ephemeral));
    }

    static PayerChannel payer(Bytes engagement, Bytes ephemeral, Bytes sessionId)
            throws ProtocolException {
        return PayerChannel.open(
                engagement, Named.CRYPTO, new ScriptedRandom(ephemeral, sessionId));
    }

    /** The engagement of the sample payee, with or without its static key. */
    static Engagement engagement(boolean withKey) throws ProtocolException {
        return MessageType.ENGAGEMENT.decode(payee(
                        SampleValidator.ID,
                        ADDRESS,
                        Named.bytes("payee Noise key"),
                        withKey,
                        Named.bytes("payee ephemeral"))
                .encodedEngagement());
    }
}
