package org.mopay.core.noise;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ProtocolException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Chaining key, handshake hash and cipher of a handshake (Noise section 5.2). */
final class SymmetricState implements AutoCloseable {
    private static final int KEY_SIZE = 32;
    private static final byte[] NOTHING = {};

    private final NoiseProtocol protocol;
    private final CryptoProvider provider;
    private final CipherState cipherState;
    private byte[] chainingKey;
    private byte[] hash;

    /** InitializeSymmetric. */
    SymmetricState(NoiseProtocol protocol, CryptoProvider provider) {
        this.protocol = protocol;
        this.provider = provider;
        this.cipherState = new CipherState(protocol.cipher(), provider);
        byte[] name = protocol.name().getBytes(StandardCharsets.US_ASCII);
        int hashLength = protocol.hash().length();
        this.hash = name.length <= hashLength
                ? Arrays.copyOf(name, hashLength)
                : protocol.hash().hash(name);
        this.chainingKey = hash.clone();
    }

    private SymmetricState(SymmetricState original) {
        this.protocol = original.protocol;
        this.provider = original.provider;
        this.cipherState = original.cipherState.copy();
        this.chainingKey = original.chainingKey.clone();
        this.hash = original.hash;
    }

    /** A copy to try a message on; either of the two is closed afterwards. */
    SymmetricState copy() {
        return new SymmetricState(this);
    }

    void mixKey(SecretBytes inputKeyMaterial) {
        int hashLength = protocol.hash().length();
        byte[] outputs = inputKeyMaterial.use(input -> protocol.hash().hkdf(chainingKey, input, 2));
        Arrays.fill(chainingKey, (byte) 0);
        chainingKey = Arrays.copyOf(outputs, hashLength);
        cipherState.initializeKey(cipherKey(outputs, hashLength));
        Arrays.fill(outputs, (byte) 0);
    }

    /** Replaces the hash, never changes the array: copies share it. */
    void mixHash(byte[] data) {
        hash = protocol.hash().hash(hash, data);
    }

    byte[] encryptAndHash(byte[] plaintext) throws ProtocolException {
        byte[] ciphertext = cipherState.encryptWithAd(hash, plaintext);
        mixHash(ciphertext);
        return ciphertext;
    }

    byte[] decryptAndHash(byte[] ciphertext) throws ProtocolException {
        byte[] plaintext = cipherState.decryptWithAd(hash, ciphertext);
        mixHash(ciphertext);
        return plaintext;
    }

    boolean hasKey() {
        return cipherState.hasKey();
    }

    Bytes handshakeHash() {
        return Bytes.copyOf(hash);
    }

    /** Split: the initiator's sending cipher first, the responder's second. */
    CipherState[] split() {
        int hashLength = protocol.hash().length();
        byte[] outputs = protocol.hash().hkdf(chainingKey, NOTHING, 2);
        CipherState initiator = new CipherState(protocol.cipher(), provider);
        initiator.initializeKey(cipherKey(outputs, 0));
        CipherState responder = new CipherState(protocol.cipher(), provider);
        responder.initializeKey(cipherKey(outputs, hashLength));
        Arrays.fill(outputs, (byte) 0);
        return new CipherState[] {initiator, responder};
    }

    /** Of a 64-byte hash output the first 32 bytes are the key. */
    private static SecretBytes cipherKey(byte[] outputs, int offset) {
        return SecretBytes.adopt(Arrays.copyOfRange(outputs, offset, offset + KEY_SIZE));
    }

    /** Wipes what is secret; the handshake hash stays. */
    @Override
    public void close() {
        Arrays.fill(chainingKey, (byte) 0);
        cipherState.close();
    }
}
