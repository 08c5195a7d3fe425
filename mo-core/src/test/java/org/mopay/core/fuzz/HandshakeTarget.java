package org.mopay.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.TestValidator.CRYPTO;

import org.mopay.core.SeededRandom;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.noise.HandshakeState;
import org.mopay.core.noise.NoiseProtocol;
import org.mopay.core.noise.TransportState;

import java.util.List;

/**
 * XX and XK, both roles: before each right message come altered ones and any others. They are
 * refused or, where nothing is authenticated yet, merely peeked at; the right one is then read.
 */
final class HandshakeTarget {
    private static final SeededRandom RANDOM = new SeededRandom(1);
    private static final X25519KeyPair INITIATOR = CRYPTO.generateX25519(RANDOM);
    private static final X25519KeyPair RESPONDER = CRYPTO.generateX25519(RANDOM);

    private HandshakeTarget() {}

    static List<Bytes> seeds() {
        return List.of(
                Bytes.ofHex("00"),
                Bytes.ofHex("01"),
                Bytes.ofHex("0003" + "01000001" + "000003ff" + "0220aabb"),
                Bytes.ofHex("0102" + "01002080" + "020401020304"));
    }

    static void run(byte[] input) throws Exception {
        FuzzInput choices = new FuzzInput(input);
        boolean known = (choices.next() & 1) == 1;
        NoiseProtocol protocol = known ? NoiseProtocol.XK : NoiseProtocol.XX;
        Bytes prologue = Bytes.ofUtf8("fuzz");
        HandshakeState initiator = HandshakeState.initiator(
                protocol,
                prologue,
                INITIATOR,
                known ? RESPONDER.publicKey() : null,
                CRYPTO,
                new SeededRandom(2));
        HandshakeState responder = HandshakeState.responder(
                protocol, prologue, RESPONDER, null, CRYPTO, new SeededRandom(3));
        for (int i = 0; i < protocol.pattern().messages().size(); i++) {
            HandshakeState writer = i % 2 == 0 ? initiator : responder;
            HandshakeState reader = i % 2 == 0 ? responder : initiator;
            byte[] sent = writer.writeMessage(choices.nextBytes().toArray());
            Bytes before = reader.handshakeHash();
            for (int tries = choices.next() % 4; tries > 0; tries--) {
                peek(reader, arriving(choices, sent));
                assertThat(reader.handshakeHash()).isEqualTo(before);
            }
            reader.readMessage(sent);
            assertThat(reader.handshakeHash()).isEqualTo(writer.handshakeHash());
        }
        transport(choices, initiator.split(), responder.split());
    }

    private static Bytes arriving(FuzzInput choices, byte[] sent) {
        return choices.next() % 2 == 0 ? choices.nextBytes() : choices.alter(Bytes.copyOf(sent));
    }

    private static void peek(HandshakeState reader, Bytes message) {
        try {
            reader.peekMessage(message.toArray());
        } catch (ProtocolException refused) {
            assertThat(refused.code()).isNotNull();
        }
    }

    private static void transport(FuzzInput choices, TransportState one, TransportState other)
            throws ProtocolException {
        while (choices.hasMore()) {
            byte[] payload = choices.nextBytes().toArray();
            byte[] sent = one.write(payload);
            Bytes arriving = arriving(choices, sent);
            if (!arriving.equals(Bytes.copyOf(sent))) {
                assertRefused(other, arriving);
            }
            assertThat(other.read(sent)).isEqualTo(payload);
        }
    }

    private static void assertRefused(TransportState reader, Bytes message) {
        try {
            reader.read(message.toArray());
        } catch (ProtocolException refused) {
            assertThat(refused.code()).isNotNull();
            return;
        }
        throw new AssertionError("a message that was altered is read");
    }
}
