package org.mopay.core;

import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Sha256;

import java.nio.ByteBuffer;

/** Draws the SHA-256 of a seed and a counter: a test that prints its seed can be run again. */
public final class SeededRandom implements RandomSource {
    private final long seed;
    private long counter;

    public SeededRandom(long seed) {
        this.seed = seed;
    }

    /** The seed of this run: {@code -Dmo.seed}, or a new one, which is printed. */
    public static long seedOfThisRun() {
        long seed = Long.getLong("mo.seed", System.nanoTime());
        System.out.println("mo.seed=" + seed);
        return seed;
    }

    @Override
    public void fill(byte[] target) {
        for (int offset = 0; offset < target.length; offset += Sha256.SIZE) {
            byte[] input = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(seed)
                    .putLong(counter++)
                    .array();
            byte[] block = Sha256.hash(input);
            System.arraycopy(
                    block, 0, target, offset, Math.min(block.length, target.length - offset));
        }
    }

    /** A number from 0 to {@code bound - 1}; its slight bias does not matter to a test. */
    public int below(int bound) {
        return (int) Long.remainderUnsigned(ByteBuffer.wrap(next(Long.BYTES)).getLong(), bound);
    }
}
