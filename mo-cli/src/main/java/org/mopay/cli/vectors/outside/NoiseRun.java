package org.mopay.cli.vectors.outside;

import org.jspecify.annotations.Nullable;
import org.mopay.cli.vectors.ScriptedRandom;
import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.noise.HandshakeState;
import org.mopay.core.noise.NoiseProtocol;
import org.mopay.core.noise.TransportState;

import java.util.List;

/**
 * Plays one vector through both sides of the engine: every message is written as the vector says
 * and read by the other side. The ephemeral keys are what the random source gives.
 */
final class NoiseRun {
    private static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();

    private final NoiseProtocol protocol;
    private final VectorObject vector;
    private final HandshakeState initiator;
    private final HandshakeState responder;
    private @Nullable TransportState initiatorTransport;
    private @Nullable TransportState responderTransport;

    NoiseRun(NoiseProtocol protocol, VectorObject vector) throws VectorFormatException {
        this.protocol = protocol;
        this.vector = vector;
        this.initiator = HandshakeState.initiator(
                protocol,
                vector.hex("init_prologue"),
                keyPair("init_static"),
                remoteStatic("init_remote_static"),
                CRYPTO,
                new ScriptedRandom(vector.hex("init_ephemeral")));
        this.responder = HandshakeState.responder(
                protocol,
                vector.hex("resp_prologue"),
                keyPair("resp_static"),
                remoteStatic("resp_remote_static"),
                CRYPTO,
                new ScriptedRandom(vector.hex("resp_ephemeral")));
    }

    void play() throws VectorMismatch, VectorFormatException, ProtocolException {
        List<VectorObject> messages = vector.objects("messages");
        int handshake = protocol.pattern().messages().size();
        if (messages.size() < handshake) {
            throw new VectorMismatch(
                    "the handshake has " + handshake + " messages, the vector " + messages.size());
        }
        for (int i = 0; i < messages.size(); i++) {
            Bytes payload = messages.get(i).hex("payload");
            boolean fromInitiator = i % 2 == 0;
            byte[] sent = write(fromInitiator, payload.toArray());
            VectorMismatch.unlessEqual(
                    "message " + i, messages.get(i).hex("ciphertext"), Bytes.copyOf(sent));
            Bytes received = Bytes.copyOf(read(!fromInitiator, sent));
            VectorMismatch.unlessEqual("payload " + i, payload, received);
            if (i == handshake - 1) {
                finish();
            }
        }
    }

    private byte[] write(boolean asInitiator, byte[] payload) throws ProtocolException {
        TransportState transport = asInitiator ? initiatorTransport : responderTransport;
        return transport == null
                ? (asInitiator ? initiator : responder).writeMessage(payload)
                : transport.write(payload);
    }

    private byte[] read(boolean asInitiator, byte[] message) throws ProtocolException {
        TransportState transport = asInitiator ? initiatorTransport : responderTransport;
        return transport == null
                ? (asInitiator ? initiator : responder).readMessage(message)
                : transport.read(message);
    }

    /** snow's own vectors leave the handshake hash out. */
    private void finish() throws VectorMismatch, VectorFormatException {
        VectorMismatch.unlessEqual(
                "the responder's handshake hash",
                initiator.handshakeHash(),
                responder.handshakeHash());
        if (vector.has("handshake_hash")) {
            VectorMismatch.unlessEqual(
                    "handshake_hash", vector.hex("handshake_hash"), initiator.handshakeHash());
        }
        initiatorTransport = initiator.split();
        responderTransport = responder.split();
    }

    private @Nullable X25519KeyPair keyPair(String member) throws VectorFormatException {
        return vector.has(member) ? CRYPTO.x25519KeyPair(vector.secret(member)) : null;
    }

    private @Nullable Bytes remoteStatic(String member) throws VectorFormatException {
        return vector.has(member) ? vector.hex(member) : null;
    }
}
