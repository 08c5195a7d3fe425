package org.mopay.core.channel;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.noise.HandshakeState;
import org.mopay.core.noise.NoiseProtocol;
import org.mopay.proto.v1.Acceptance;
import org.mopay.proto.v1.Engagement;
import org.mopay.proto.v1.Hello;
import org.mopay.proto.v1.Offer;

/**
 * The payer's end: the initiator.
 *
 * <pre>{@code
 * -> e                    Hello
 * <- e, ee, s, es         Offer        (XK: e, ee)
 * -> s, se                Acceptance
 * }</pre>
 */
public final class PayerChannel extends Channel {
    private PayerChannel(Engagement engagement, Bytes encoded, HandshakeState handshake) {
        super(engagement, encoded, handshake);
    }

    /** Opens a channel to the payee of an engagement; nothing is sent yet. */
    public static PayerChannel open(Bytes encoded, CryptoProvider crypto, RandomSource random)
            throws ProtocolException {
        Engagement engagement = Engagements.decode(encoded);
        NoiseProtocol protocol = Engagements.protocol(engagement);
        HandshakeState handshake = HandshakeState.initiator(
                protocol,
                Engagements.prologue(protocol, encoded),
                null,
                engagement.hasPayeeStatic() ? bytes(engagement.getPayeeStatic()) : null,
                crypto,
                random);
        PayerChannel channel = new PayerChannel(engagement, encoded, handshake);
        channel.begin(Bytes.copyOf(random.next(Frame.SESSION_ID_SIZE)));
        return channel;
    }

    /** Message 1: shows that the engagement was seen, and nothing of the payer. */
    public Bytes hello() throws ProtocolException {
        Hello hello = Hello.newBuilder()
                .setSuite("MO/1")
                .setEngagementDigest(byteString(engagementDigest()))
                .build();
        return writeHandshake(MessageType.HELLO.encode(hello).toArray());
    }

    /**
     * Message 2, decrypted and not yet judged: {@link #offer} does.
     *
     * @throws ProtocolException if it does not decrypt: then nothing has changed
     */
    public Bytes openOffer(Bytes frame) throws ProtocolException {
        return Bytes.copyOf(readHandshake(frame));
    }

    /**
     * What message 2 says.
     *
     * @throws ProtocolException COMMITMENT_MISMATCH if the ephemeral key is not the engagement's, or a
     *     code of malformed bytes: then this conversation can't go on
     */
    public Offer offer(Bytes opened) throws ProtocolException {
        Engagements.checkCommitment(engagement, handshake.remoteEphemeral());
        return decodePadded(MessageType.OFFER, opened);
    }

    /** h2: what an authorization binds to. */
    public Bytes handshakeHash() {
        return handshake.handshakeHash();
    }

    @Override
    public String shortAuthenticationString() {
        return Engagements.shortAuthenticationString(
                engagement, handshake.localEphemeral(), handshake.remoteEphemeral());
    }

    /** Message 3, under the static key of the credential it presents; the keys are wiped after it. */
    public Bytes accept(Acceptance acceptance, X25519KeyPair noiseKeys) throws ProtocolException {
        own(noiseKeys);
        handshake.useLocalStatic(noiseKeys);
        Bytes frame = writePadded(MessageType.ACCEPTANCE, acceptance);
        split();
        return frame;
    }
}
