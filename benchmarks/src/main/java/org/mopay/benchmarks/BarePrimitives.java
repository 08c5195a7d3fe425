package org.mopay.benchmarks;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The primitives as their libraries offer them, from the libraries that the reference provider
 * uses: Bouncy Castle for the curves and the cipher, the JCA for SHA-256 and HMAC. Nothing is
 * copied or wiped and digests are reused, so that no caller gets more out of these libraries. Not
 * thread-safe.
 */
final class BarePrimitives {
    static final int KEY_SIZE = 32;

    private static final String HMAC_SHA256 = "HmacSHA256";
    private static final byte[] NONCE = new byte[12];

    private final SecureRandom random = new SecureRandom();
    private final MessageDigest sha256;
    private final Mac hmacSha256;

    BarePrimitives() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
            this.hmacSha256 = Mac.getInstance(HMAC_SHA256);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    byte[] random(int size) {
        byte[] drawn = new byte[size];
        random.nextBytes(drawn);
        return drawn;
    }

    byte[] x25519PublicKey(byte[] privateKey) {
        byte[] publicKey = new byte[KEY_SIZE];
        X25519.generatePublicKey(privateKey, 0, publicKey, 0);
        return publicKey;
    }

    byte[] x25519(byte[] privateKey, byte[] publicKey) {
        byte[] agreement = new byte[KEY_SIZE];
        X25519.calculateAgreement(privateKey, 0, publicKey, 0, agreement, 0);
        return agreement;
    }

    byte[] ed25519PublicKey(byte[] seed) {
        byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
        return publicKey;
    }

    byte[] ed25519Sign(byte[] seed, byte[] publicKey, byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    boolean ed25519Verify(Ed25519.PublicPoint publicKey, byte[] message, byte[] signature) {
        return Ed25519.verify(signature, 0, publicKey, message, 0, message.length);
    }

    Ed25519.PublicPoint ed25519Point(byte[] publicKey) {
        return Ed25519.validatePublicKeyPartialExport(publicKey, 0);
    }

    byte[] sha256(byte[] message) {
        return sha256.digest(message);
    }

    byte[] sha256(byte[] first, byte[] second) {
        sha256.update(first);
        return sha256.digest(second);
    }

    byte[] hmacSha256(byte[] key, byte[] message) {
        return hmac(hmacSha256, HMAC_SHA256, key, message);
    }

    static byte[] hmac(Mac mac, String algorithm, byte[] key, byte[] message) {
        try {
            mac.init(new SecretKeySpec(key, algorithm));
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("HMAC takes every key", impossible);
        }
        return mac.doFinal(message);
    }

    /** HKDF as Noise uses it, section 4.3: two outputs are three HMACs. */
    byte[] noiseHkdf(byte[] chainingKey, byte[] inputKeyMaterial) {
        byte[] temporary = hmacSha256(chainingKey, inputKeyMaterial);
        byte[] first = hmacSha256(temporary, new byte[] {1});
        return hmacSha256(temporary, first);
    }

    byte[] chaChaSeal(byte[] key, byte[] additionalData, byte[] plaintext) {
        return chaCha(true, key, additionalData, plaintext);
    }

    byte[] chaChaOpen(byte[] key, byte[] additionalData, byte[] ciphertext) {
        return chaCha(false, key, additionalData, ciphertext);
    }

    private byte[] chaCha(boolean seal, byte[] key, byte[] additionalData, byte[] input) {
        // A new one each time: Bouncy Castle's refuses a nonce twice, also for a benchmark.
        ChaCha20Poly1305 cipher = new ChaCha20Poly1305();
        cipher.init(seal, new ParametersWithIV(new KeyParameter(key), NONCE));
        cipher.processAADBytes(additionalData, 0, additionalData.length);
        byte[] output = new byte[cipher.getOutputSize(input.length)];
        int written = cipher.processBytes(input, 0, input.length, output, 0);
        try {
            cipher.doFinal(output, written);
        } catch (InvalidCipherTextException forged) {
            throw new IllegalStateException("opened what was not sealed so", forged);
        }
        return output;
    }
}
