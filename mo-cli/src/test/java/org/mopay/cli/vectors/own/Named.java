package org.mopay.cli.vectors.own;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Sha256;
import org.mopay.core.crypto.Signer;
import org.mopay.core.crypto.X25519KeyPair;

import java.nio.charset.StandardCharsets;

/** Keys, nonces and ids of the vectors: the SHA-256 of {@code "MO/1 vectors: "} and a name. */
final class Named {
    static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();

    private Named() {}

    /** 32 bytes. */
    static Bytes bytes(String name) {
        return Bytes.copyOf(
                Sha256.hash(("MO/1 vectors: " + name).getBytes(StandardCharsets.UTF_8)));
    }

    /** The first bytes of the 32. */
    static Bytes bytes(String name, int size) {
        return bytes(name).slice(0, size);
    }

    static SecretBytes secret(String name) {
        return SecretBytes.adopt(bytes(name).toArray());
    }

    static X25519KeyPair x25519(String name) {
        return CRYPTO.x25519KeyPair(secret(name));
    }

    static Signer ed25519(String name) {
        return CRYPTO.ed25519Signer(secret(name));
    }

    static Signer p256(String name) {
        return CRYPTO.p256Signer(secret(name));
    }
}
