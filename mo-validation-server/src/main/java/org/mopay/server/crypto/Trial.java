package org.mopay.server.crypto;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.Aead;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Signer;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ProtocolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.util.Arrays;

/**
 * Tries each native primitive once before the server relies on it: a library may be on the class path
 * and not load on this machine. What fails is left to the reference, and said in the log.
 */
final class Trial {
    private static final Logger LOG = LoggerFactory.getLogger(Trial.class);
    private static final CryptoProvider REFERENCE = CryptoProvider.bouncyCastle();
    private static final Bytes MESSAGE = Bytes.ofUtf8("a native library is tried");
    private static final SecretBytes SECRET = secret((byte) 5);
    /** What fell back to a reference under this key gives itself away. */
    private static final SecretBytes ANOTHER_SECRET = secret((byte) 6);

    private Trial() {}

    @FunctionalInterface
    private interface Attempt {
        boolean succeeds() throws GeneralSecurityException, ProtocolException;
    }

    static boolean passes(Conscrypt conscrypt) {
        return passes("Conscrypt", () -> agrees(conscrypt) && sealsAndOpens(conscrypt));
    }

    /** For the signatures of the Amazon Corretto Crypto Provider. */
    static boolean passes(Provider accp) {
        return passes("ACCP", () -> signs(accp) && verifies(accp));
    }

    private static boolean passes(String library, Attempt attempt) {
        try {
            if (attempt.succeeds()) {
                return true;
            }
            LOG.warn("{} gives wrong answers and is not used", library);
        } catch (GeneralSecurityException | ProtocolException | RuntimeException e) {
            LOG.warn("{} fails and is not used", library, e);
        } catch (LinkageError notForThisMachine) {
            LOG.warn("{} does not load and is not used", library, notForThisMachine);
        }
        return false;
    }

    private static boolean agrees(Conscrypt conscrypt)
            throws GeneralSecurityException, ProtocolException {
        X25519KeyPair peer = REFERENCE.x25519KeyPair(ANOTHER_SECRET);
        return MessageDigest.isEqual(
                conscrypt.x25519(SECRET, peer.publicKey()).expose(),
                REFERENCE.x25519(SECRET, peer.publicKey()).expose());
    }

    private static boolean sealsAndOpens(Conscrypt conscrypt) throws ProtocolException {
        byte[] nonce = new byte[12];
        byte[] message = MESSAGE.toArray();
        byte[] sealed = REFERENCE.chaCha20Poly1305(SECRET).seal(nonce, message, message);
        Aead tried = conscrypt.chaCha20Poly1305(SECRET, REFERENCE.chaCha20Poly1305(ANOTHER_SECRET));
        return MessageDigest.isEqual(tried.seal(nonce, message, message), sealed)
                && MessageDigest.isEqual(tried.open(nonce, message, sealed), message);
    }

    private static boolean signs(Provider accp) {
        Signer tried =
                new NativeEd25519Signer(REFERENCE.ed25519Signer(ANOTHER_SECRET), SECRET, accp);
        return tried.sign(MESSAGE).equals(REFERENCE.ed25519Signer(SECRET).sign(MESSAGE));
    }

    private static boolean verifies(Provider accp) throws ProtocolException {
        Signer ed25519 = REFERENCE.ed25519Signer(SECRET);
        Signer p256 = REFERENCE.p256Signer(SECRET);
        return NativeVerifier.ed25519(
                                ed25519.publicKey(),
                                () -> REFERENCE.ed25519Verifier(ed25519.publicKey()),
                                accp)
                        .saysYes(MESSAGE, ed25519.sign(MESSAGE))
                && NativeVerifier.p256(
                                p256.publicKey(),
                                () -> REFERENCE.p256Verifier(p256.publicKey()),
                                accp)
                        .saysYes(MESSAGE, p256.sign(MESSAGE));
    }

    private static SecretBytes secret(byte each) {
        byte[] value = new byte[32];
        Arrays.fill(value, each);
        return SecretBytes.adopt(value);
    }
}
