package org.mopay.core.crypto;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;

/**
 * An X25519 key pair (RFC 7748), 32 bytes each; closing it wipes the private key. Made by {@link
 * CryptoProvider#generateX25519} or {@link CryptoProvider#x25519KeyPair}.
 */
public record X25519KeyPair(Bytes publicKey, SecretBytes privateKey) implements AutoCloseable {
    /** Bytes of a private key and of a public key. */
    public static final int KEY_SIZE = 32;

    public X25519KeyPair {
        if (publicKey.size() != KEY_SIZE || privateKey.size() != KEY_SIZE) {
            throw new IllegalArgumentException("an X25519 key has 32 bytes");
        }
    }

    @Override
    public void close() {
        privateKey.close();
    }
}
