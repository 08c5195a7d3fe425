package org.mopay.server.crypto;

import org.mopay.core.bytes.Bytes;

import java.util.Set;

/** What can be said of an Ed25519 public key without decoding its point. */
final class Ed25519Keys {
    private static final int SIZE = 32;
    private static final int SIGN = 0x80;
    /** The field's prime 2^255 - 19, little-endian: its first byte and the last one. */
    private static final int PRIME_FIRST = 0xed;

    private static final int PRIME_LAST = 0x7f;

    /** The y of the points of order 1, 2, 4 and 8, in their canonical encodings. */
    private static final Set<Bytes> SMALL_ORDER = Set.of(
            Bytes.ofHex("0100000000000000000000000000000000000000000000000000000000000000"),
            Bytes.ofHex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            Bytes.ofHex("0000000000000000000000000000000000000000000000000000000000000000"),
            Bytes.ofHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
            Bytes.ofHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"));

    private Ed25519Keys() {}

    /** Whether the key is canonical and not of small order, if it is a point at all. */
    static boolean mayBeTrusted(Bytes publicKey) {
        if (publicKey.size() != SIZE) {
            return false;
        }
        byte[] y = publicKey.toArray();
        y[SIZE - 1] &= (byte) ~SIGN;
        return isBelowPrime(y) && !SMALL_ORDER.contains(Bytes.copyOf(y));
    }

    private static boolean isBelowPrime(byte[] y) {
        if (y[SIZE - 1] != PRIME_LAST || Byte.toUnsignedInt(y[0]) < PRIME_FIRST) {
            return true;
        }
        for (int i = 1; i < SIZE - 1; i++) {
            if (y[i] != -1) {
                return true;
            }
        }
        return false;
    }
}
