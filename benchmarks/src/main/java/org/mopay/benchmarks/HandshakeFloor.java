package org.mopay.benchmarks;

import org.openjdk.jmh.infra.Blackhole;

/**
 * The primitives of one Noise handshake on both sides. XX and XK need as many of each: two
 * ephemeral keys, three agreements a side, each with its HKDF, and one more a side to split; two
 * static keys or payloads and two more payloads to be sealed; eight hashes a side.
 */
final class HandshakeFloor {
    private static final int SIDES = 2;
    private static final int AGREEMENTS_A_SIDE = 3;
    private static final int SEALED_KEYS = 2;
    private static final int HASHES_OF_KEYS_A_SIDE = 6;

    private final BarePrimitives bare = new BarePrimitives();
    private final byte[] privateKey = bare.random(BarePrimitives.KEY_SIZE);
    private final byte[] publicKey = bare.x25519PublicKey(privateKey);
    private final byte[] cipherKey = bare.random(BarePrimitives.KEY_SIZE);
    private final byte[] hash = bare.random(BarePrimitives.KEY_SIZE);
    private final byte[] hashAndKey = bare.random(2 * BarePrimitives.KEY_SIZE);
    private final byte[] secondPayload;
    private final byte[] thirdPayload;

    /** With payloads of these many bytes in messages 2 and 3. */
    HandshakeFloor(int secondPayload, int thirdPayload) {
        this.secondPayload = bare.random(secondPayload);
        this.thirdPayload = bare.random(thirdPayload);
    }

    void run(Blackhole blackhole) {
        for (int side = 0; side < SIDES; side++) {
            byte[] ephemeral = bare.random(BarePrimitives.KEY_SIZE);
            blackhole.consume(bare.x25519PublicKey(ephemeral));
            for (int i = 0; i < AGREEMENTS_A_SIDE; i++) {
                byte[] agreement = bare.x25519(ephemeral, publicKey);
                blackhole.consume(bare.noiseHkdf(hash, agreement));
            }
            blackhole.consume(bare.noiseHkdf(hash, new byte[0]));
            for (int i = 0; i < HASHES_OF_KEYS_A_SIDE; i++) {
                blackhole.consume(bare.sha256(hashAndKey));
            }
        }
        for (int i = 0; i < SEALED_KEYS; i++) {
            sealAndOpen(publicKey, blackhole);
        }
        passPayload(secondPayload, blackhole);
        passPayload(thirdPayload, blackhole);
    }

    private void passPayload(byte[] payload, Blackhole blackhole) {
        byte[] sealed = sealAndOpen(payload, blackhole);
        for (int side = 0; side < SIDES; side++) {
            blackhole.consume(bare.sha256(hash, sealed));
        }
    }

    private byte[] sealAndOpen(byte[] plaintext, Blackhole blackhole) {
        byte[] sealed = bare.chaChaSeal(cipherKey, hash, plaintext);
        blackhole.consume(bare.chaChaOpen(cipherKey, hash, sealed));
        return sealed;
    }
}
