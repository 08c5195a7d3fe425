package org.mopay.core.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.Aead;
import org.mopay.core.crypto.CountingRandom;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ProtocolException;

import java.util.ArrayList;
import java.util.List;

/** Chaining keys and cipher keys, seen from the hash and the cipher that a handshake is given. */
class WipedStateTest {
    private static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();
    private static final byte[] PAYLOAD = Bytes.ofUtf8("payload").toArray();

    private final CountingRandom random = new CountingRandom();
    private final X25519KeyPair initiatorStatic = CRYPTO.generateX25519(random);
    private final X25519KeyPair responderStatic = CRYPTO.generateX25519(random);
    private final List<byte[]> chainingKeys = new ArrayList<>();
    private final List<SecretBytes> cipherKeys = new ArrayList<>();
    private final NoiseProtocol watched =
            new NoiseProtocol(HandshakePattern.XX, new WatchedCipher(), new WatchedHash());
    private final HandshakeState initiator =
            HandshakeState.initiator(watched, Bytes.empty(), initiatorStatic, null, CRYPTO, random);
    private final HandshakeState responder =
            HandshakeState.responder(watched, Bytes.empty(), responderStatic, null, CRYPTO, random);

    private final class WatchedCipher implements NoiseCipher {
        @Override
        public String name() {
            return CHACHAPOLY.name();
        }

        @Override
        public Aead withKey(CryptoProvider provider, SecretBytes key) {
            cipherKeys.add(key);
            return CHACHAPOLY.withKey(provider, key);
        }

        @Override
        public byte[] nonce(long counter) {
            return CHACHAPOLY.nonce(counter);
        }
    }

    private final class WatchedHash implements NoiseHash {
        @Override
        public String name() {
            return SHA256.name();
        }

        @Override
        public int length() {
            return SHA256.length();
        }

        @Override
        public byte[] hash(byte[]... parts) {
            return SHA256.hash(parts);
        }

        /** What it is given is the state's own array, and so is what it gives. */
        @Override
        public byte[] hkdf(byte[] chainingKey, byte[] inputKeyMaterial, int outputs) {
            byte[] derived = SHA256.hkdf(chainingKey, inputKeyMaterial, outputs);
            chainingKeys.add(chainingKey);
            chainingKeys.add(derived);
            return derived;
        }
    }

    private void assertWiped() {
        byte[] zeros = new byte[64];
        assertThat(chainingKeys).isNotEmpty();
        for (byte[] each : chainingKeys) {
            assertThat(each).isEqualTo(Bytes.copyOf(zeros, 0, each.length).toArray());
        }
        assertThat(cipherKeys)
                .isNotEmpty()
                .allSatisfy(key -> assertThatExceptionOfType(IllegalStateException.class)
                        .isThrownBy(key::expose));
    }

    // cites HS-45
    @Test
    void areWipedWhenTheTransportIsClosed() throws Exception {
        responder.readMessage(initiator.writeMessage(PAYLOAD));
        initiator.readMessage(responder.writeMessage(PAYLOAD));
        responder.readMessage(initiator.writeMessage(PAYLOAD));
        TransportState one = initiator.split();
        TransportState other = responder.split();
        other.read(one.write(PAYLOAD));
        one.close();
        other.close();
        assertWiped();
    }

    // cites HS-45
    @Test
    void areWipedWhenAHandshakeIsGivenUpAfterAMessageThatFailed() throws Exception {
        responder.readMessage(initiator.writeMessage(PAYLOAD));
        byte[] altered = responder.writeMessage(PAYLOAD);
        altered[altered.length - 1] ^= 1;
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> initiator.readMessage(altered));
        initiator.close();
        responder.close();
        assertWiped();
    }
}
