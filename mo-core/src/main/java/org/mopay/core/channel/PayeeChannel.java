package org.mopay.core.channel;

import static org.mopay.core.message.Wire.bytes;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.LowOrderPoints;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.noise.HandshakeState;
import org.mopay.core.noise.NoiseProtocol;
import org.mopay.proto.v1.Acceptance;
import org.mopay.proto.v1.CarrierHint;
import org.mopay.proto.v1.Engagement;
import org.mopay.proto.v1.Hello;
import org.mopay.proto.v1.Offer;

import java.util.List;

/** The payee's end: the responder. It is made with its engagement, for one handshake. */
public final class PayeeChannel extends Channel {
    private final Bytes encodedEngagement;
    private @Nullable Bytes h2;

    private PayeeChannel(Engagement engagement, Bytes encoded, HandshakeState handshake) {
        super(engagement, encoded, handshake);
        this.encodedEngagement = encoded;
    }

    /**
     * Makes a fresh engagement and waits for its handshake.
     *
     * @param noiseKeys the static key of the credential that receives; wiped with the handshake
     * @param withKey whether the engagement shows that key: XK instead of XX
     */
    public static PayeeChannel open(
            String validatorId,
            List<CarrierHint> carriers,
            X25519KeyPair noiseKeys,
            boolean withKey,
            CryptoProvider crypto,
            RandomSource random)
            throws ProtocolException {
        X25519KeyPair ephemeral = crypto.generateX25519(random);
        Bytes encoded = Engagements.encode(
                validatorId, carriers, ephemeral.publicKey(), noiseKeys, withKey);
        Engagement engagement = Engagements.decode(encoded);
        NoiseProtocol protocol = Engagements.protocol(engagement);
        HandshakeState handshake = HandshakeState.responder(
                protocol,
                Engagements.prologue(protocol, encoded),
                noiseKeys,
                null,
                ephemeral,
                crypto);
        PayeeChannel channel = new PayeeChannel(engagement, encoded, handshake);
        channel.own(noiseKeys);
        return channel;
    }

    /** What to show as QR, link or tap. */
    public Bytes encodedEngagement() {
        return encodedEngagement;
    }

    /**
     * Message 1. Who can't name the engagement has not seen it and learns nothing.
     *
     * @throws ProtocolException ENGAGEMENT_UNKNOWN, UNKNOWN_SUITE, LOW_ORDER_POINT or HANDSHAKE_FAILED:
     *     then nothing has changed
     */
    public void readHello(Bytes encoded) throws ProtocolException {
        Frame frame = Frame.decode(encoded);
        boolean first = frame.type() == Frame.Type.HANDSHAKE && frame.sequence() == 0;
        if (!first) {
            throw new ProtocolException(
                    ErrorCode.UNEXPECTED_MESSAGE, "not the first frame of a session");
        }
        Hello hello =
                MessageType.HELLO.decode(handshake.peekMessage(frame.payload().toArray()));
        if (!hello.getSuite().equals("MO/1")) {
            throw new ProtocolException(ErrorCode.UNKNOWN_SUITE, "the suite is not MO/1");
        }
        if (!bytes(hello.getEngagementDigest()).equals(engagementDigest())) {
            throw new ProtocolException(ErrorCode.ENGAGEMENT_UNKNOWN, "another engagement");
        }
        refuseLowOrder(frame.payload());
        begin(frame.sessionId());
        readHandshake(encoded);
    }

    /**
     * Message 1 of XX agrees on nothing yet, so that an ephemeral key of low order would show only when
     * message 2 is written, with the engagement used up.
     */
    private static void refuseLowOrder(Bytes message) throws ProtocolException {
        if (LowOrderPoints.contains(message.slice(0, X25519KeyPair.KEY_SIZE))) {
            throw new ProtocolException(
                    ErrorCode.LOW_ORDER_POINT, "the ephemeral key shares no secret");
        }
    }

    /** Message 2. */
    public Bytes offer(Offer offer) throws ProtocolException {
        Bytes frame = writePadded(MessageType.OFFER, offer);
        h2 = handshake.handshakeHash();
        return frame;
    }

    /** h2: what an authorization binds to. */
    public Bytes handshakeHash() {
        if (h2 == null) {
            throw new IllegalStateException("message 2 was not sent");
        }
        return h2;
    }

    @Override
    public String shortAuthenticationString() {
        return Engagements.shortAuthenticationString(
                engagement, handshake.remoteEphemeral(), handshake.localEphemeral());
    }

    /**
     * Message 3, decrypted and not yet judged: {@link #acceptance} does.
     *
     * @throws ProtocolException if it does not decrypt: then nothing has changed
     */
    public Bytes openAcceptance(Bytes frame) throws ProtocolException {
        Bytes opened = Bytes.copyOf(readHandshake(frame));
        split();
        return opened;
    }

    /**
     * What message 3 says.
     *
     * @throws ProtocolException a code of malformed bytes: then this conversation can't go on
     */
    public Acceptance acceptance(Bytes opened) throws ProtocolException {
        return decodePadded(MessageType.ACCEPTANCE, opened);
    }
}
