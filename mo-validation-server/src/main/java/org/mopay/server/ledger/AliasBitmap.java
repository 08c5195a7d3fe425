package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;

import java.util.Arrays;
import java.util.BitSet;

/** A set of credential indices, one bit each; it grows with the highest index in it. */
final class AliasBitmap {
    private static final byte[] NONE = new byte[0];

    private byte[] bits;

    AliasBitmap(Bytes bits) {
        this.bits = bits.isEmpty() ? NONE : bits.toArray();
    }

    boolean contains(int index) {
        int at = index / Byte.SIZE;
        return at < bits.length && (bits[at] >> (index % Byte.SIZE) & 1) != 0;
    }

    void add(int index) {
        int at = index / Byte.SIZE;
        if (at >= bits.length) {
            bits = Arrays.copyOf(bits, at + 1);
        }
        bits[at] |= (byte) (1 << index % Byte.SIZE);
    }

    int size() {
        return BitSet.valueOf(bits).cardinality();
    }

    /** How many are in this set, or in the other, or in both. */
    int countWith(AliasBitmap other) {
        BitSet both = BitSet.valueOf(bits);
        both.or(BitSet.valueOf(other.bits));
        return both.cardinality();
    }

    Bytes toBytes() {
        return Bytes.copyOf(bits);
    }
}
