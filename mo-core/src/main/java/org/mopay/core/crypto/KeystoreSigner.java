package org.mopay.core.crypto;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;

import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;

/**
 * An identity key that never leaves its hardware: a keystore signs with ECDSA on P-256 and SHA-256
 * and gives the signature in DER, with any s. This makes of it what the protocol knows, 64 bytes with
 * a low s, and looks at it before it goes out: hardware has been known to sign wrongly.
 *
 * <pre>{@code
 * Signer identity = KeystoreSigner.of(
 *         publicKey,
 *         message -> {
 *             Signature ecdsa = Signature.getInstance("SHA256withECDSA");
 *             ecdsa.initSign(keystoreKey);
 *             ecdsa.update(message);
 *             return ecdsa.sign();
 *         },
 *         crypto);
 * }</pre>
 */
public final class KeystoreSigner implements Signer {
    private final Verifier verifier;
    private final Hardware hardware;

    /** What a keystore does. */
    @FunctionalInterface
    public interface Hardware {
        /**
         * Signs.
         *
         * @return an ECDSA-Sig-Value in DER (RFC 3279 section 2.2.3)
         */
        byte[] sign(byte[] message) throws GeneralSecurityException;
    }

    private KeystoreSigner(Verifier verifier, Hardware hardware) {
        this.verifier = verifier;
        this.hardware = hardware;
    }

    /**
     * A signer with this public key.
     *
     * @param sec1Compressed33 the public key, 33 bytes
     * @throws ProtocolException with {@code KEY_INVALID} unless it is a point of P-256
     */
    public static KeystoreSigner of(
            Bytes sec1Compressed33, Hardware hardware, CryptoProvider crypto)
            throws ProtocolException {
        return new KeystoreSigner(crypto.p256Verifier(sec1Compressed33), hardware);
    }

    /**
     * A signer with the key that a keystore shows.
     *
     * @throws ProtocolException with {@code KEY_INVALID} unless it is a point of P-256
     */
    public static KeystoreSigner of(ECPublicKey publicKey, Hardware hardware, CryptoProvider crypto)
            throws ProtocolException {
        ECPoint point = publicKey.getW();
        return of(P256.compressed(point.getAffineX(), point.getAffineY()), hardware, crypto);
    }

    @Override
    public SignatureScheme scheme() {
        return SignatureScheme.P256;
    }

    @Override
    public Bytes publicKey() {
        return verifier.publicKey();
    }

    /**
     * Signs.
     *
     * @throws IllegalStateException if the keystore refuses, as it does when the user was not
     *     verified, or if what it gives is no signature of its key
     */
    @Override
    public Bytes sign(Bytes message) {
        byte[] der;
        try {
            der = hardware.sign(message.toArray());
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("the keystore does not sign", refused);
        }
        Bytes signature = P256.signatureOfDer(der);
        if (!verifier.verify(message, signature)) {
            throw new IllegalStateException("the keystore's signature is not one of its key");
        }
        return signature;
    }
}
