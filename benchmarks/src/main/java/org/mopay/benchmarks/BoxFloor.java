package org.mopay.benchmarks;

import org.openjdk.jmh.infra.Blackhole;

import java.util.Arrays;

/**
 * The primitives of sealing or opening one sealed box: five HMACs (two keys out of the device's
 * secret, the salt, two blocks of key and nonce) and one ChaCha20-Poly1305. A key of its own is used
 * for the cipher, so that what is sealed can be opened.
 */
final class BoxFloor {
    private static final int LABEL_SIZE = 24;
    private static final int SUBJECT_SIZE = 32;
    private static final int SALT_SIZE = 16;

    private final BarePrimitives bare = new BarePrimitives();
    private final byte[] secret = bare.random(BarePrimitives.KEY_SIZE);
    private final byte[] cipherKey = bare.random(BarePrimitives.KEY_SIZE);
    private final byte[] label = bare.random(LABEL_SIZE);
    private final byte[] subject = bare.random(SUBJECT_SIZE);
    private final byte[] saltInput;
    private final byte[] keyInput = bare.random(SALT_SIZE + SUBJECT_SIZE + 1);
    private final byte[] plaintext;
    private final byte[] sealed;

    /** For a content of that many bytes, padding included. */
    BoxFloor(int paddedSize) {
        this.plaintext = bare.random(paddedSize);
        this.saltInput = Arrays.copyOf(subject, SUBJECT_SIZE + paddedSize);
        this.sealed = bare.chaChaSeal(cipherKey, subject, plaintext);
    }

    void seal(Blackhole blackhole) {
        deriveKeys(blackhole);
        blackhole.consume(bare.chaChaSeal(cipherKey, subject, plaintext));
    }

    void open(Blackhole blackhole) {
        deriveKeys(blackhole);
        blackhole.consume(bare.chaChaOpen(cipherKey, subject, sealed));
    }

    private void deriveKeys(Blackhole blackhole) {
        byte[] saltKey = bare.hmacSha256(secret, label);
        byte[] sealKey = bare.hmacSha256(secret, label);
        blackhole.consume(bare.hmacSha256(saltKey, saltInput));
        blackhole.consume(bare.hmacSha256(sealKey, keyInput));
        blackhole.consume(bare.hmacSha256(sealKey, keyInput));
    }
}
