package org.mopay.core.noise;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;

import org.jspecify.annotations.Nullable;
import org.mopay.core.OutsideVectors;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.X25519KeyPair;

/** Plays one vector, in the JSON of the Noise vectors, through both sides of the engine. */
final class VectorRun {
    private static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();

    private final NoiseProtocol protocol;
    private final JsonObject vector;
    private final HandshakeState initiator;
    private final HandshakeState responder;

    VectorRun(NoiseProtocol protocol, JsonObject vector) {
        this.protocol = protocol;
        this.vector = vector;
        this.initiator = HandshakeState.initiator(
                protocol,
                OutsideVectors.hex(vector, "init_prologue"),
                keyPair("init_static"),
                remoteStatic("init_remote_static"),
                ephemeral("init_ephemeral"),
                CRYPTO);
        this.responder = HandshakeState.responder(
                protocol,
                OutsideVectors.hex(vector, "resp_prologue"),
                keyPair("resp_static"),
                remoteStatic("resp_remote_static"),
                ephemeral("resp_ephemeral"),
                CRYPTO);
    }

    /** Every message, handshake and transport, is written as in the vector and read back. */
    void play() throws Exception {
        assertThat(protocol.name()).isEqualTo(OutsideVectors.text(vector, "protocol_name"));
        TransportState initiatorTransport = null;
        TransportState responderTransport = null;
        int number = 0;
        for (JsonObject message : OutsideVectors.objects(vector, "messages")) {
            boolean fromInitiator = protocol.pattern().isOneWay() || number % 2 == 0;
            Bytes payload = OutsideVectors.hex(message, "payload");
            byte[] sent;
            byte[] received;
            if (initiatorTransport == null || responderTransport == null) {
                HandshakeState writer = fromInitiator ? initiator : responder;
                HandshakeState reader = fromInitiator ? responder : initiator;
                sent = writer.writeMessage(payload.toArray());
                received = reader.readMessage(sent);
                assertThat(writer.handshakeHash()).isEqualTo(reader.handshakeHash());
                if (initiator.isComplete()) {
                    assertHandshakeHash();
                    initiatorTransport = initiator.split();
                    responderTransport = responder.split();
                }
            } else {
                sent = (fromInitiator ? initiatorTransport : responderTransport)
                        .write(payload.toArray());
                received = (fromInitiator ? responderTransport : initiatorTransport).read(sent);
            }
            assertThat(Bytes.copyOf(sent).hex())
                    .as("%s, message %d", protocol.name(), number)
                    .isEqualTo(OutsideVectors.text(message, "ciphertext"));
            assertThat(Bytes.copyOf(received)).isEqualTo(payload);
            number++;
        }
        assertThat(number)
                .as("messages")
                .isGreaterThan(protocol.pattern().messages().size());
    }

    private void assertHandshakeHash() {
        assertThat(initiator.handshakeHash().hex())
                .as("%s, handshake hash", protocol.name())
                .isEqualTo(OutsideVectors.text(vector, "handshake_hash"));
    }

    private X25519KeyPair ephemeral(String member) {
        X25519KeyPair pair = keyPair(member);
        return pair != null ? pair : CRYPTO.generateX25519(target -> {});
    }

    private @Nullable X25519KeyPair keyPair(String member) {
        return vector.has(member)
                ? CRYPTO.x25519KeyPair(
                        SecretBytes.adopt(OutsideVectors.hex(vector, member).toArray()))
                : null;
    }

    private @Nullable Bytes remoteStatic(String member) {
        return vector.has(member) ? OutsideVectors.hex(vector, member) : null;
    }
}
