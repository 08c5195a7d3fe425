package org.mopay.core.noise;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.Aead;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

/**
 * A key and its counter (Noise section 5.1). The counter advances only when a message went through,
 * and its last value, 2^64-1, is never used.
 */
final class CipherState implements AutoCloseable {
    /** 2^64-1, reserved by the specification, as a Java long. */
    private static final long EXHAUSTED = -1L;

    private final NoiseCipher cipher;
    private final CryptoProvider provider;
    private @Nullable SecretBytes key;
    private @Nullable Aead aead;
    private long nonce;

    /** Without a key: what is encrypted stays as it is. */
    CipherState(NoiseCipher cipher, CryptoProvider provider) {
        this.cipher = cipher;
        this.provider = provider;
    }

    CipherState copy() {
        CipherState copy = new CipherState(cipher, provider);
        if (key != null) {
            copy.initializeKey(SecretBytes.adopt(key.expose()));
            copy.nonce = nonce;
        }
        return copy;
    }

    /** Takes the key over: it is wiped with this state. */
    void initializeKey(SecretBytes newKey) {
        close();
        key = newKey;
        aead = cipher.withKey(provider, newKey);
        nonce = 0;
    }

    boolean hasKey() {
        return key != null;
    }

    void setNonce(long newNonce) {
        nonce = newNonce;
    }

    byte[] encryptWithAd(byte[] ad, byte[] plaintext) throws ProtocolException {
        if (aead == null) {
            return plaintext.clone();
        }
        byte[] ciphertext = aead.seal(nextNonce(), ad, plaintext);
        nonce++;
        return ciphertext;
    }

    byte[] decryptWithAd(byte[] ad, byte[] ciphertext) throws ProtocolException {
        if (aead == null) {
            return ciphertext.clone();
        }
        byte[] usedNonce = nextNonce();
        try {
            byte[] plaintext = aead.open(usedNonce, ad, ciphertext);
            nonce++;
            return plaintext;
        } catch (ProtocolException forged) {
            throw new ProtocolException(
                    ErrorCode.HANDSHAKE_FAILED, "Noise ciphertext does not decrypt");
        }
    }

    private byte[] nextNonce() throws ProtocolException {
        if (nonce == EXHAUSTED) {
            throw new ProtocolException(
                    ErrorCode.NONCE_EXHAUSTED, "all nonces of this key are used");
        }
        return cipher.nonce(nonce);
    }

    @Override
    public void close() {
        if (key != null) {
            key.close();
        }
    }
}
