package org.mopay.core.otp;

import java.util.Arrays;

/** Base 32 of RFC 4648 section 6, in capitals and without padding; one text for one value. */
final class Base32 {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;
    private static final int MASK = 31;

    private Base32() {}

    static String encode(byte[] value) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int held = 0;
        for (byte next : value) {
            buffer = buffer << Byte.SIZE | Byte.toUnsignedInt(next);
            held += Byte.SIZE;
            while (held >= BITS) {
                held -= BITS;
                text.append(ALPHABET.charAt(buffer >> held & MASK));
            }
        }
        if (held > 0) {
            text.append(ALPHABET.charAt(buffer << BITS - held & MASK));
        }
        return text.toString();
    }

    /**
     * Decodes.
     *
     * @throws IllegalArgumentException for another character, an impossible length, or left-over bits
     *     that are not zero
     */
    static byte[] decode(String text) {
        byte[] value = new byte[text.length() * BITS / Byte.SIZE];
        int size = 0;
        int buffer = 0;
        int held = 0;
        for (char next : text.toCharArray()) {
            int digit = ALPHABET.indexOf(next);
            if (digit < 0) {
                throw new IllegalArgumentException("not a character of base 32");
            }
            buffer = buffer << BITS | digit;
            held += BITS;
            if (held >= Byte.SIZE) {
                held -= Byte.SIZE;
                value[size++] = (byte) (buffer >> held);
            }
        }
        boolean whole = held < BITS && (buffer & (1 << held) - 1) == 0;
        if (!whole) {
            Arrays.fill(value, (byte) 0);
            throw new IllegalArgumentException("base 32 that ends in between");
        }
        return value;
    }
}
