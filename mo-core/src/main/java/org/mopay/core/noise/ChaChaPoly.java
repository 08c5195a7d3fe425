package org.mopay.core.noise;

import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.Aead;
import org.mopay.core.crypto.CryptoProvider;

/** The ChaChaPoly cipher functions (Noise section 12.3). */
final class ChaChaPoly implements NoiseCipher {
    private static final int NONCE_SIZE = 12;
    private static final int COUNTER_OFFSET = 4;

    @Override
    public String name() {
        return "ChaChaPoly";
    }

    @Override
    public Aead withKey(CryptoProvider provider, SecretBytes key) {
        return provider.chaCha20Poly1305(key);
    }

    @Override
    public byte[] nonce(long counter) {
        byte[] nonce = new byte[NONCE_SIZE];
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[COUNTER_OFFSET + i] = (byte) (counter >>> (8 * i));
        }
        return nonce;
    }
}
