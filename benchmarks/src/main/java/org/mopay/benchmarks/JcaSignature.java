package org.mopay.benchmarks;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/** A message, its key pair and its signature by the providers that come with the JDK. */
final class JcaSignature {
    private final KeyPair keys;
    private final Signature algorithm;
    private final byte[] message;
    private final byte[] signature;

    private JcaSignature(KeyPair keys, Signature algorithm, byte[] message)
            throws GeneralSecurityException {
        this.keys = keys;
        this.algorithm = algorithm;
        this.message = message;
        this.signature = sign();
    }

    static JcaSignature ed25519(byte[] message) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            return new JcaSignature(
                    generator.generateKeyPair(), Signature.getInstance("Ed25519"), message);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Java has Ed25519 from 15 on", missing);
        }
    }

    static JcaSignature p256(byte[] message) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new JcaSignature(
                    generator.generateKeyPair(),
                    Signature.getInstance("SHA256withECDSAinP1363Format"),
                    message);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Java has P-256", missing);
        }
    }

    byte[] sign() throws GeneralSecurityException {
        algorithm.initSign(keys.getPrivate());
        algorithm.update(message);
        return algorithm.sign();
    }

    boolean verify() throws GeneralSecurityException {
        algorithm.initVerify(keys.getPublic());
        algorithm.update(message);
        return algorithm.verify(signature);
    }
}
