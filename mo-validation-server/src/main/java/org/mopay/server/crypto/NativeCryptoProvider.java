package org.mopay.server.crypto;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.Aead;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Signer;
import org.mopay.core.crypto.Verifier;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ProtocolException;

import java.security.GeneralSecurityException;
import java.security.Provider;

/**
 * The primitives of native libraries, in front of the reference provider. A native yes is taken where
 * it implies the reference's yes; every no, error or odd input goes to the reference, whose verdict
 * and error code stand. So a phone and a server never disagree.
 *
 * <p>Key pairs are made by the reference: their randomness comes from the source that is handed in,
 * and Conscrypt can't derive a public key faster. P-256 signatures as well, for their deterministic k.
 * Copies of keys inside the native libraries are out of reach of {@link SecretBytes#close}.
 */
public final class NativeCryptoProvider implements CryptoProvider {
    private static final String CONSCRYPT = "org.conscrypt.OpenSSLProvider";
    private static final String ACCP =
            "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private final CryptoProvider reference = CryptoProvider.bouncyCastle();
    private final @Nullable Conscrypt conscrypt;
    private final @Nullable Provider accp;

    private NativeCryptoProvider(@Nullable Conscrypt conscrypt, @Nullable Provider accp) {
        this.conscrypt = conscrypt;
        this.accp = accp;
    }

    /**
     * The fastest provider that the libraries on the class path allow; the reference provider if
     * there are none, or none that works here.
     *
     * @param libraries loads the libraries' classes
     */
    public static CryptoProvider find(ClassLoader libraries) {
        Provider boring = load(libraries, CONSCRYPT);
        Conscrypt conscrypt = boring == null ? null : new Conscrypt(boring);
        Provider accp = load(libraries, ACCP);
        boolean agrees = conscrypt != null && Trial.passes(conscrypt);
        boolean signs = accp != null && Trial.passes(accp);
        return agrees || signs
                ? new NativeCryptoProvider(agrees ? conscrypt : null, signs ? accp : null)
                : CryptoProvider.bouncyCastle();
    }

    private static @Nullable Provider load(ClassLoader libraries, String name) {
        try {
            return Class.forName(name, true, libraries)
                    .asSubclass(Provider.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError notHere) {
            return null;
        }
    }

    @Override
    public String name() {
        return (conscrypt == null ? "" : "conscrypt, ")
                + (accp == null ? "" : "accp, ")
                + reference.name();
    }

    @Override
    public X25519KeyPair generateX25519(RandomSource random) {
        return reference.generateX25519(random);
    }

    @Override
    public X25519KeyPair x25519KeyPair(SecretBytes privateKey) {
        return reference.x25519KeyPair(privateKey);
    }

    @Override
    public SecretBytes x25519(SecretBytes privateKey, Bytes publicKey) throws ProtocolException {
        if (conscrypt != null) {
            try {
                return conscrypt.x25519(privateKey, publicKey);
            } catch (GeneralSecurityException forTheReferenceToJudge) {
                return reference.x25519(privateKey, publicKey);
            }
        }
        return reference.x25519(privateKey, publicKey);
    }

    @Override
    public SecretBytes generateEd25519Seed(RandomSource random) {
        return reference.generateEd25519Seed(random);
    }

    @Override
    public Signer ed25519Signer(SecretBytes seed) {
        Signer judge = reference.ed25519Signer(seed);
        return accp == null ? judge : new NativeEd25519Signer(judge, seed, accp);
    }

    @Override
    public Verifier ed25519Verifier(Bytes publicKey) throws ProtocolException {
        Verifier judge = reference.ed25519Verifier(publicKey);
        return accp == null ? judge : NativeVerifier.ed25519(publicKey, () -> judge, accp);
    }

    @Override
    public Verifier ed25519VerifierTrusted(Bytes publicKey) throws ProtocolException {
        return accp == null || !Ed25519Keys.mayBeTrusted(publicKey)
                ? reference.ed25519VerifierTrusted(publicKey)
                : NativeVerifier.ed25519(
                        publicKey, () -> reference.ed25519VerifierTrusted(publicKey), accp);
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
        Verifier judge = reference.p256Verifier(sec1Compressed33);
        return accp == null ? judge : NativeVerifier.p256(sec1Compressed33, () -> judge, accp);
    }

    @Override
    public Aead chaCha20Poly1305(SecretBytes key) {
        Aead judge = reference.chaCha20Poly1305(key);
        return conscrypt == null ? judge : conscrypt.chaCha20Poly1305(key, judge);
    }
}
