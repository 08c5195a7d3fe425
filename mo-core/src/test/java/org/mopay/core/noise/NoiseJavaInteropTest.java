package org.mopay.core.noise;

import static org.assertj.core.api.Assertions.assertThat;

import com.southernstorm.noise.protocol.CipherStatePair;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CountingRandom;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.X25519KeyPair;

import java.util.Arrays;

/** The engine against noise-java, an independent implementation, in both roles. */
class NoiseJavaInteropTest {
    private static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();
    private static final Bytes PROLOGUE = Bytes.ofUtf8("prologue");

    private final CountingRandom random = new CountingRandom();
    private final X25519KeyPair ownStatic = CRYPTO.generateX25519(random);
    private final X25519KeyPair peerStatic = CRYPTO.generateX25519(random);

    // cites HS-08
    @ParameterizedTest
    @CsvSource({"XX,true", "XX,false", "XK,true", "XK,false"})
    void shakesHandsAndTalksWithNoiseJava(String pattern, boolean initiator) throws Exception {
        HandshakeState own = own(pattern, initiator);
        com.southernstorm.noise.protocol.HandshakeState peer = peer(pattern, !initiator);
        int number = 0;
        while (!own.isComplete()) {
            byte[] payload = Bytes.ofUtf8("payload " + number).toArray();
            boolean ownTurn = initiator == (number % 2 == 0);
            byte[] received = ownTurn
                    ? readAsPeer(peer, own.writeMessage(payload))
                    : own.readMessage(writeAsPeer(peer, payload));
            assertThat(received).isEqualTo(payload);
            number++;
        }
        assertThat(own.handshakeHash().toArray()).isEqualTo(peer.getHandshakeHash());
        assertThat(own.remoteStatic()).isEqualTo(peerStatic.publicKey());
        talk(own.split(), peer.split());
    }

    private static void talk(TransportState own, CipherStatePair peer) throws Exception {
        for (int i = 0; i < 3; i++) {
            byte[] text = Bytes.ofUtf8("transport " + i).toArray();
            byte[] sent = own.write(text);
            byte[] opened = new byte[sent.length];
            int size = peer.getReceiver().decryptWithAd(null, sent, 0, opened, 0, sent.length);
            assertThat(Arrays.copyOf(opened, size)).isEqualTo(text);
            byte[] answer = new byte[text.length + 16];
            peer.getSender().encryptWithAd(null, text, 0, answer, 0, text.length);
            assertThat(own.read(answer)).isEqualTo(text);
        }
    }

    private HandshakeState own(String pattern, boolean initiator) {
        NoiseProtocol protocol = pattern.equals("XX") ? NoiseProtocol.XX : NoiseProtocol.XK;
        boolean knowsPeer = initiator && pattern.equals("XK");
        return initiator
                ? HandshakeState.initiator(
                        protocol,
                        PROLOGUE,
                        ownStatic,
                        knowsPeer ? peerStatic.publicKey() : null,
                        CRYPTO,
                        random)
                : HandshakeState.responder(protocol, PROLOGUE, ownStatic, null, CRYPTO, random);
    }

    private com.southernstorm.noise.protocol.HandshakeState peer(String pattern, boolean initiator)
            throws Exception {
        com.southernstorm.noise.protocol.HandshakeState peer =
                new com.southernstorm.noise.protocol.HandshakeState(
                        "Noise_" + pattern + "_25519_ChaChaPoly_SHA256",
                        initiator
                                ? com.southernstorm.noise.protocol.HandshakeState.INITIATOR
                                : com.southernstorm.noise.protocol.HandshakeState.RESPONDER);
        peer.setPrologue(PROLOGUE.toArray(), 0, PROLOGUE.size());
        peer.getLocalKeyPair().setPrivateKey(peerStatic.privateKey().expose(), 0);
        if (peer.needsRemotePublicKey()) {
            peer.getRemotePublicKey().setPublicKey(ownStatic.publicKey().toArray(), 0);
        }
        peer.start();
        return peer;
    }

    private static byte[] writeAsPeer(
            com.southernstorm.noise.protocol.HandshakeState peer, byte[] payload) throws Exception {
        byte[] message = new byte[NoiseProtocol.MAXIMUM_MESSAGE];
        int size = peer.writeMessage(message, 0, payload, 0, payload.length);
        return Arrays.copyOf(message, size);
    }

    private static byte[] readAsPeer(
            com.southernstorm.noise.protocol.HandshakeState peer, byte[] message) throws Exception {
        byte[] payload = new byte[message.length];
        int size = peer.readMessage(message, 0, message.length, payload, 0);
        return Arrays.copyOf(payload, size);
    }
}
