package org.mopay.benchmarks;

import org.mopay.core.crypto.RandomSource;

import java.security.SecureRandom;

/** Random bytes that were drawn beforehand: rewound, the same things happen again. */
final class RandomTape implements RandomSource {
    private static final int SIZE = 4096;

    private final byte[] drawn = RandomSource.of(new SecureRandom()).next(SIZE);
    private int position;

    void rewind() {
        position = 0;
    }

    @Override
    public void fill(byte[] target) {
        System.arraycopy(drawn, position, target, 0, target.length);
        position += target.length;
    }
}
