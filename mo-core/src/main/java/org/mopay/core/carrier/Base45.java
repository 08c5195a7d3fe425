package org.mopay.core.carrier;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

/**
 * Base45 of RFC 9285: two bytes become three characters of a QR code's alphanumeric mode, a last
 * single byte becomes two. Every byte string has exactly one text, and no other text is read.
 */
public final class Base45 {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private static final int RADIX = ALPHABET.length();

    private Base45() {}

    /** The text of the bytes. */
    public static String encode(Bytes value) {
        StringBuilder text = new StringBuilder(encodedLength(value.size()));
        for (int i = 0; i < value.size(); i += 2) {
            boolean pair = i + 1 < value.size();
            int first = value.at(i) & 0xff;
            int number = pair ? first << 8 | (value.at(i + 1) & 0xff) : first;
            text.append(ALPHABET.charAt(number % RADIX));
            text.append(ALPHABET.charAt(number / RADIX % RADIX));
            if (pair) {
                text.append(ALPHABET.charAt(number / (RADIX * RADIX)));
            }
        }
        return text.toString();
    }

    /**
     * The bytes of a text.
     *
     * @throws ProtocolException MALFORMED_MESSAGE if it holds another character, has a length that no
     *     encoding has, or a group of it exceeds its bytes
     */
    public static Bytes decode(String text) throws ProtocolException {
        int rest = text.length() % 3;
        if (rest == 1) {
            throw malformed("a text of " + text.length() + " characters");
        }
        byte[] value = new byte[text.length() / 3 * 2 + rest / 2];
        int size = 0;
        for (int i = 0; i < text.length(); i += 3) {
            boolean pair = i + 2 < text.length();
            int number = digit(text, i) + RADIX * digit(text, i + 1);
            if (pair) {
                number += RADIX * RADIX * digit(text, i + 2);
            }
            if (number > (pair ? 0xffff : 0xff)) {
                throw malformed("the group at index " + i + " is too large");
            }
            if (pair) {
                value[size++] = (byte) (number >> 8);
            }
            value[size++] = (byte) number;
        }
        return Bytes.copyOf(value);
    }

    /** How many characters the text of so many bytes has. */
    static int encodedLength(int size) {
        return size / 2 * 3 + size % 2 * 2;
    }

    private static int digit(String text, int index) throws ProtocolException {
        int digit = ALPHABET.indexOf(text.charAt(index));
        if (digit < 0) {
            throw malformed("no character of its alphabet at index " + index);
        }
        return digit;
    }

    private static ProtocolException malformed(String what) {
        return new ProtocolException(ErrorCode.MALFORMED_MESSAGE, "base45: " + what);
    }
}
