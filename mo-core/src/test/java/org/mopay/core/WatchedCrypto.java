package org.mopay.core;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.Aead;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Signer;
import org.mopay.core.crypto.Verifier;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ProtocolException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The reference provider, which remembers every secret of a channel that goes through it: X25519
 * private keys, agreements, and the keys of the cipher.
 */
final class WatchedCrypto implements CryptoProvider {
    private final CryptoProvider reference = CryptoProvider.bouncyCastle();
    private final Set<SecretBytes> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Those that can still be read. */
    List<SecretBytes> open() {
        List<SecretBytes> open = new ArrayList<>();
        for (SecretBytes each : seen) {
            try {
                each.use(secret -> open.add(each));
            } catch (IllegalStateException wiped) {
                // As it should be.
            }
        }
        return open;
    }

    int seen() {
        return seen.size();
    }

    @Override
    public String name() {
        return reference.name();
    }

    @Override
    public X25519KeyPair generateX25519(RandomSource random) {
        X25519KeyPair pair = reference.generateX25519(random);
        seen.add(pair.privateKey());
        return pair;
    }

    @Override
    public X25519KeyPair x25519KeyPair(SecretBytes privateKey) {
        seen.add(privateKey);
        return reference.x25519KeyPair(privateKey);
    }

    @Override
    public SecretBytes x25519(SecretBytes privateKey, Bytes publicKey) throws ProtocolException {
        seen.add(privateKey);
        SecretBytes agreed = reference.x25519(privateKey, publicKey);
        seen.add(agreed);
        return agreed;
    }

    @Override
    public SecretBytes generateEd25519Seed(RandomSource random) {
        return reference.generateEd25519Seed(random);
    }

    @Override
    public Signer ed25519Signer(SecretBytes seed) {
        return reference.ed25519Signer(seed);
    }

    @Override
    public Verifier ed25519Verifier(Bytes publicKey) throws ProtocolException {
        return reference.ed25519Verifier(publicKey);
    }

    @Override
    public Verifier ed25519VerifierTrusted(Bytes publicKey) throws ProtocolException {
        return reference.ed25519VerifierTrusted(publicKey);
    }

    @Override
    public SecretBytes generateP256Scalar(RandomSource random) {
        return reference.generateP256Scalar(random);
    }

    @Override
    public Signer p256Signer(SecretBytes scalar) {
        return reference.p256Signer(scalar);
    }

    @Override
    public Verifier p256Verifier(Bytes sec1Compressed33) throws ProtocolException {
        return reference.p256Verifier(sec1Compressed33);
    }

    @Override
    public Aead chaCha20Poly1305(SecretBytes key) {
        seen.add(key);
        return reference.chaCha20Poly1305(key);
    }
}
