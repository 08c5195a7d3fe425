package org.mopay.core.crypto;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ProtocolException;

/**
 * The seam for the curves and the cipher of suite MO/1. Bouncy Castle is the reference; a faster
 * provider must give the same answer on every input, including the edge cases where Ed25519
 * libraries disagree (protocol rule: S below the group order, A and R canonical, A in the
 * prime-order subgroup, cofactored equation). Providers and all that they make are thread-safe.
 *
 * <p>Secrets handed in are referred to, not copied: closing them ends the life of what was made
 * from them.
 */
public interface CryptoProvider {
    /** The reference provider, on Bouncy Castle's lightweight API. */
    static CryptoProvider bouncyCastle() {
        return BouncyCastleProvider.INSTANCE;
    }

    /** A short name for logs and benchmarks, such as {@code bouncycastle}. */
    String name();

    /** A fresh key pair; its private key is 32 random bytes, clamped when used (RFC 7748). */
    X25519KeyPair generateX25519(RandomSource random);

    /**
     * The pair of a stored private key, which it refers to.
     *
     * @throws IllegalArgumentException unless the key has 32 bytes
     */
    X25519KeyPair x25519KeyPair(SecretBytes privateKey);

    /**
     * Diffie-Hellman agreement: 32 bytes, not uniformly random, to be hashed before use.
     *
     * @throws ProtocolException with {@code LOW_ORDER_POINT} if the result is all zero, with {@code
     *     KEY_INVALID} unless the public key has 32 bytes
     */
    SecretBytes x25519(SecretBytes privateKey, Bytes publicKey) throws ProtocolException;

    /** A fresh 32-byte Ed25519 seed (the private key of RFC 8032). */
    SecretBytes generateEd25519Seed(RandomSource random);

    /**
     * Signs with the key of the seed.
     *
     * @throws IllegalArgumentException unless the seed has 32 bytes
     */
    Signer ed25519Signer(SecretBytes seed);

    /**
     * Verifies under a public key not seen before: checked in full, including that it lies in the
     * prime-order subgroup. This is what issuing a credential does.
     *
     * @throws ProtocolException with {@code KEY_INVALID} unless the key is the canonical encoding of a
     *     point of the prime-order subgroup
     */
    Verifier ed25519Verifier(Bytes publicKey) throws ProtocolException;

    /**
     * Verifies under a public key that passed {@link #ed25519Verifier} before, as those in issued
     * credentials did: the subgroup is not checked again.
     *
     * @throws ProtocolException with {@code KEY_INVALID} unless the key is the canonical encoding of a
     *     point that is not of small order
     */
    Verifier ed25519VerifierTrusted(Bytes publicKey) throws ProtocolException;

    /** A fresh 32-byte P-256 private scalar, uniform in [1, n-1], big-endian. */
    SecretBytes generateP256Scalar(RandomSource random);

    /**
     * Signs with the scalar; k is deterministic (RFC 6979), S is made low.
     *
     * @throws IllegalArgumentException unless the scalar has 32 bytes and lies in [1, n-1]
     */
    Signer p256Signer(SecretBytes scalar);

    /**
     * Verifies 64-byte {@code r || s} signatures; a high S is refused.
     *
     * @throws ProtocolException with {@code KEY_INVALID} unless the key is a SEC 1 compressed point of
     *     P-256
     */
    Verifier p256Verifier(Bytes sec1Compressed33) throws ProtocolException;

    /**
     * ChaCha20-Poly1305 (RFC 8439).
     *
     * @throws IllegalArgumentException unless the key has 32 bytes
     */
    Aead chaCha20Poly1305(SecretBytes key);
}
