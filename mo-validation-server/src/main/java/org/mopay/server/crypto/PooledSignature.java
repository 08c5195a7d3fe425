package org.mopay.server.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The JCA's signatures under one key, for any number of threads. Handing a key to a native library
 * costs up to half a signature, so the objects that have it are kept, as many as threads ever needed
 * at the same time. One that failed is not used again.
 */
final class PooledSignature {
    private final String algorithm;
    private final Provider provider;
    private final Initialization initialization;
    private final Queue<Signature> idle = new ConcurrentLinkedQueue<>();

    @FunctionalInterface
    private interface Initialization {
        void of(Signature fresh) throws InvalidKeyException;
    }

    private PooledSignature(String algorithm, Provider provider, Initialization initialization) {
        this.algorithm = algorithm;
        this.provider = provider;
        this.initialization = initialization;
    }

    /** Under a public key in X.509's SubjectPublicKeyInfo. */
    static PooledSignature verifying(
            String algorithm, String keyAlgorithm, byte[] key, Provider provider) {
        PublicKey publicKey = new X509Key(keyAlgorithm, key);
        return new PooledSignature(algorithm, provider, fresh -> fresh.initVerify(publicKey));
    }

    /** With a private key in PKCS #8. */
    static PooledSignature signing(
            String algorithm, String keyAlgorithm, byte[] key, Provider provider) {
        PrivateKey privateKey = new Pkcs8Key(keyAlgorithm, key);
        return new PooledSignature(algorithm, provider, fresh -> fresh.initSign(privateKey));
    }

    byte[] sign(byte[] message) throws GeneralSecurityException {
        Signature signature = take();
        signature.update(message);
        byte[] signed = signature.sign();
        idle.add(signature);
        return signed;
    }

    boolean verify(byte[] message, byte[] signed) throws GeneralSecurityException {
        Signature signature = take();
        signature.update(message);
        boolean genuine = signature.verify(signed);
        idle.add(signature);
        return genuine;
    }

    private Signature take() throws GeneralSecurityException {
        Signature kept = idle.poll();
        if (kept != null) {
            return kept;
        }
        Signature fresh = Signature.getInstance(algorithm, provider);
        initialization.of(fresh);
        return fresh;
    }

    /** A key that only a native library takes apart: no object of the JDK's is made of it before. */
    private abstract static class EncodedKey implements Key {
        private final String algorithm;
        private final byte[] encoded;

        EncodedKey(String algorithm, byte[] encoded) {
            this.algorithm = algorithm;
            this.encoded = encoded;
        }

        @Override
        public String getAlgorithm() {
            return algorithm;
        }

        @Override
        public byte[] getEncoded() {
            return encoded.clone();
        }
    }

    private static final class X509Key extends EncodedKey implements PublicKey {
        X509Key(String algorithm, byte[] encoded) {
            super(algorithm, encoded);
        }

        @Override
        public String getFormat() {
            return "X.509";
        }
    }

    private static final class Pkcs8Key extends EncodedKey implements PrivateKey {
        Pkcs8Key(String algorithm, byte[] encoded) {
            super(algorithm, encoded);
        }

        @Override
        public String getFormat() {
            return "PKCS#8";
        }
    }
}
