package org.mopay.core.crypto;

import org.mopay.core.bytes.Bytes;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * The X25519 public keys with which every agreement is all zero: points of order 1, 2, 4 and 8 on
 * the curve and its twist, in all their encodings. Agreements refuse them anyway; this tells without
 * the work of one.
 */
public final class LowOrderPoints {
    private static final Set<Bytes> ENCODINGS =
            Collections.unmodifiableSet(new HashSet<>(Arrays.asList(
                    point("0000000000000000000000000000000000000000000000000000000000000000"),
                    point("0100000000000000000000000000000000000000000000000000000000000000"),
                    point("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
                    point("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
                    point("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
                    point("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
                    point("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"))));

    private LowOrderPoints() {}

    /** Whether the key shares no secret. Its top bit does not count (RFC 7748 section 5). */
    public static boolean contains(Bytes publicKey) {
        byte[] masked = publicKey.toArray();
        if (masked.length == X25519KeyPair.KEY_SIZE) {
            masked[masked.length - 1] &= 0x7f;
        }
        return ENCODINGS.contains(Bytes.copyOf(masked));
    }

    private static Bytes point(String littleEndian) {
        return Bytes.ofHex(littleEndian);
    }
}
