package org.mopay.core.bytes;

/** Base16 of RFC 4648 in lower case; {@code java.util.HexFormat} is missing on Android API 26. */
final class Hex {
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private Hex() {}

    static String encode(byte[] value, int size) {
        char[] text = new char[2 * size];
        for (int i = 0; i < size; i++) {
            text[2 * i] = DIGITS[(value[i] >> 4) & 0xf];
            text[2 * i + 1] = DIGITS[value[i] & 0xf];
        }
        return new String(text);
    }

    static byte[] decode(String text) {
        if (text.length() % 2 != 0) {
            throw new IllegalArgumentException("odd number of hex digits: " + text.length());
        }
        byte[] value = new byte[text.length() / 2];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) (nibble(text, 2 * i) << 4 | nibble(text, 2 * i + 1));
        }
        return value;
    }

    /** ASCII digits only: {@code Character.digit} would also read other scripts' digits. */
    private static int nibble(String text, int index) {
        char digit = text.charAt(index);
        if (digit >= '0' && digit <= '9') {
            return digit - '0';
        }
        if (digit >= 'a' && digit <= 'f') {
            return digit - 'a' + 10;
        }
        if (digit >= 'A' && digit <= 'F') {
            return digit - 'A' + 10;
        }
        throw new IllegalArgumentException("no hex digit at index " + index);
    }
}
