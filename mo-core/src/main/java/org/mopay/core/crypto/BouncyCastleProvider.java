package org.mopay.core.crypto;

import org.bouncycastle.math.ec.rfc7748.X25519;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.util.Arrays;

/** The reference provider. */
final class BouncyCastleProvider implements CryptoProvider {
    static final BouncyCastleProvider INSTANCE = new BouncyCastleProvider();

    private BouncyCastleProvider() {}

    @Override
    public String name() {
        return "bouncycastle";
    }

    @Override
    public X25519KeyPair generateX25519(RandomSource random) {
        return x25519KeyPair(random.secret(X25519KeyPair.KEY_SIZE));
    }

    @Override
    public X25519KeyPair x25519KeyPair(SecretBytes privateKey) {
        requireSize("an X25519 private key", privateKey, X25519KeyPair.KEY_SIZE);
        byte[] publicKey = new byte[X25519KeyPair.KEY_SIZE];
        privateKey.use(scalar -> {
            X25519.generatePublicKey(scalar, 0, publicKey, 0);
            return publicKey;
        });
        return new X25519KeyPair(Bytes.copyOf(publicKey), privateKey);
    }

    @Override
    public SecretBytes x25519(SecretBytes privateKey, Bytes publicKey) throws ProtocolException {
        requireSize("an X25519 private key", privateKey, X25519KeyPair.KEY_SIZE);
        if (publicKey.size() != X25519KeyPair.KEY_SIZE) {
            throw new ProtocolException(ErrorCode.KEY_INVALID, "an X25519 public key has 32 bytes");
        }
        byte[] point = publicKey.toArray();
        byte[] shared = new byte[X25519KeyPair.KEY_SIZE];
        boolean nonZero =
                privateKey.use(scalar -> X25519.calculateAgreement(scalar, 0, point, 0, shared, 0));
        if (!nonZero) {
            throw new ProtocolException(ErrorCode.LOW_ORDER_POINT, "X25519 agreement is all zero");
        }
        return SecretBytes.adopt(shared);
    }

    @Override
    public SecretBytes generateEd25519Seed(RandomSource random) {
        return random.secret(Ed25519BcSigner.SEED_SIZE);
    }

    @Override
    public Signer ed25519Signer(SecretBytes seed) {
        requireSize("an Ed25519 seed", seed, Ed25519BcSigner.SEED_SIZE);
        return new Ed25519BcSigner(seed);
    }

    @Override
    public Verifier ed25519Verifier(Bytes publicKey) throws ProtocolException {
        return Ed25519BcVerifier.checked(publicKey);
    }

    @Override
    public Verifier ed25519VerifierTrusted(Bytes publicKey) throws ProtocolException {
        return Ed25519BcVerifier.trusted(publicKey);
    }

    @Override
    public SecretBytes generateP256Scalar(RandomSource random) {
        while (true) {
            byte[] candidate = random.next(P256.SCALAR_SIZE);
            if (P256.isPrivateScalar(candidate)) {
                return SecretBytes.adopt(candidate);
            }
            Arrays.fill(candidate, (byte) 0);
        }
    }

    @Override
    public Signer p256Signer(SecretBytes scalar) {
        requireSize("a P-256 scalar", scalar, P256.SCALAR_SIZE);
        return new P256BcSigner(scalar);
    }

    @Override
    public Verifier p256Verifier(Bytes sec1Compressed33) throws ProtocolException {
        return new P256BcVerifier(sec1Compressed33);
    }

    @Override
    public Aead chaCha20Poly1305(SecretBytes key) {
        requireSize("a ChaCha20-Poly1305 key", key, ChaCha20Poly1305Bc.KEY_SIZE);
        return new ChaCha20Poly1305Bc(key);
    }

    private static void requireSize(String what, SecretBytes secret, int size) {
        if (secret.size() != size) {
            throw new IllegalArgumentException(what + " has " + size + " bytes");
        }
    }
}
