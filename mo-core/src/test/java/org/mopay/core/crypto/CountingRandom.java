package org.mopay.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A source that draws the SHA-256 of a counter: the same in every run, never the same twice. */
public final class CountingRandom implements RandomSource {
    private int counter;

    @Override
    public void fill(byte[] target) {
        for (int offset = 0; offset < target.length; offset += Sha256.SIZE) {
            byte[] block = Sha256.hash(Integer.toString(counter++).getBytes(UTF_8));
            System.arraycopy(
                    block, 0, target, offset, Math.min(block.length, target.length - offset));
        }
    }
}
