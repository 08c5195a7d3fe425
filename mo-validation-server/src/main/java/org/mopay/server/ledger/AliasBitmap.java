package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A set of credential indices, one bit each; it grows with the highest index in it. There may be
 * millions of them: all that are empty are one, and most others never need the array.
 */
final class AliasBitmap {
    private static final byte[] NO_OTHERS = new byte[0];
    private static final AliasBitmap EMPTY = new AliasBitmap(Bytes.empty());

    private long first;
    // From index 64 on.
    private byte[] others;

    private AliasBitmap(Bytes bits) {
        for (int at = 0; at < Math.min(bits.size(), Long.BYTES); at++) {
            first |= (bits.at(at) & 0xffL) << at * Byte.SIZE;
        }
        this.others = bits.size() > Long.BYTES
                ? bits.slice(Long.BYTES, bits.size()).toArray()
                : NO_OTHERS;
    }

    /** The set with nothing in it. */
    static AliasBitmap empty() {
        return EMPTY;
    }

    /** The set that {@link #toBytes} has written. */
    static AliasBitmap of(Bytes bits) {
        return bits.isEmpty() ? EMPTY : new AliasBitmap(bits);
    }

    boolean contains(int index) {
        if (index < Long.SIZE) {
            return (first >>> index & 1) != 0;
        }
        int at = index / Byte.SIZE - Long.BYTES;
        return at < others.length && (others[at] >> (index % Byte.SIZE) & 1) != 0;
    }

    /** Adds to this set, unless that is the empty one, which stays so; returns the one to go on with. */
    AliasBitmap with(int index) {
        AliasBitmap own = this == EMPTY ? new AliasBitmap(Bytes.empty()) : this;
        own.add(index);
        return own;
    }

    private void add(int index) {
        if (index < Long.SIZE) {
            first |= 1L << index;
            return;
        }
        int at = index / Byte.SIZE - Long.BYTES;
        if (at >= others.length) {
            others = Arrays.copyOf(others, at + 1);
        }
        others[at] |= (byte) (1 << index % Byte.SIZE);
    }

    int size() {
        return Long.bitCount(first) + BitSet.valueOf(others).cardinality();
    }

    /** How many are in this set, or in the other, or in both. */
    int countWith(AliasBitmap other) {
        BitSet both = BitSet.valueOf(others);
        both.or(BitSet.valueOf(other.others));
        return Long.bitCount(first | other.first) + both.cardinality();
    }

    /** Bit {@code i % 8} of byte {@code i / 8} is index {@code i}; no byte more than is needed. */
    Bytes toBytes() {
        byte[] low = BitSet.valueOf(new long[] {first}).toByteArray();
        return others.length == 0
                ? Bytes.adopt(low)
                : Bytes.concat(Bytes.adopt(Arrays.copyOf(low, Long.BYTES)), Bytes.copyOf(others));
    }
}
