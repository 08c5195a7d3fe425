package org.mopay.core.fuzz;

import org.mopay.core.bytes.Bytes;

/** Reads an input as choices: a number at a time, and 0 where it has ended. */
final class FuzzInput {
    private final byte[] input;
    private int at;

    FuzzInput(byte[] input) {
        this.input = input;
    }

    boolean hasMore() {
        return at < input.length;
    }

    /** From 0 to 255. */
    int next() {
        return hasMore() ? input[at++] & 0xff : 0;
    }

    /** As many bytes as the next number says, or as there are. */
    Bytes nextBytes() {
        int size = Math.min(next(), input.length - at);
        at += size;
        return Bytes.copyOf(input, at - size, at);
    }

    /**
     * A copy with one byte altered at a chosen place, cut at another, or, where the choice falls
     * so, as it is.
     */
    Bytes alter(Bytes original) {
        byte[] copy = original.toArray();
        int place = next() << 8 | next();
        int mask = next();
        if (mask == 0xff) {
            return original.slice(0, Math.min(place, original.size()));
        }
        if (copy.length > 0) {
            copy[place % copy.length] ^= (byte) mask;
        }
        return Bytes.copyOf(copy);
    }
}
