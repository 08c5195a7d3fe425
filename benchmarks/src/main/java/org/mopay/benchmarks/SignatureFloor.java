package org.mopay.benchmarks;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Bare Ed25519 over a message of a given size. */
final class SignatureFloor {
    private final BarePrimitives bare = new BarePrimitives();
    private final byte[] seed = bare.random(BarePrimitives.KEY_SIZE);
    private final byte[] publicKey = bare.ed25519PublicKey(seed);
    private final Ed25519.PublicPoint point = bare.ed25519Point(publicKey);
    private final byte[] message;
    private final byte[] signature;

    SignatureFloor(int messageSize) {
        this.message = bare.random(messageSize);
        this.signature = sign();
    }

    /** With the public key at hand, which halves the work of a signature. */
    byte[] sign() {
        return bare.ed25519Sign(seed, publicKey, message);
    }

    boolean verifyUnderKnownKey() {
        return bare.ed25519Verify(point, message, signature);
    }

    /** The key has to be decoded first. */
    boolean verifyUnderNewKey() {
        return bare.ed25519Verify(bare.ed25519Point(publicKey), message, signature);
    }
}
