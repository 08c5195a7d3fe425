package org.mopay.core.otp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of UTF-8 text in a URI (RFC 3986 section 2.1); a plus sign is a plus sign. */
final class PercentEncoding {
    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final String DIGITS = "0123456789ABCDEF";
    private static final int RADIX = 16;

    private PercentEncoding() {}

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            int value = Byte.toUnsignedInt(octet);
            if (UNRESERVED.indexOf(value) >= 0) {
                encoded.append((char) value);
            } else {
                encoded.append('%')
                        .append(DIGITS.charAt(value / RADIX))
                        .append(DIGITS.charAt(value % RADIX));
            }
        }
        return encoded.toString();
    }

    /**
     * Decodes.
     *
     * @throws IllegalArgumentException if it is no UTF-8, or a percent sign stands alone
     */
    static String decode(String encoded) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); i++) {
            char next = encoded.charAt(i);
            if (next == '%') {
                octets.write(digit(encoded, i + 1) * RADIX + digit(encoded, i + 2));
                i += 2;
            } else if (next > ' ' && next < 0x7f) {
                octets.write(next);
            } else {
                throw new IllegalArgumentException("a character that has to be encoded");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("no UTF-8", e);
        }
    }

    private static int digit(String encoded, int at) {
        int digit = at < encoded.length() ? Character.digit(encoded.charAt(at), RADIX) : -1;
        if (digit < 0 || encoded.charAt(at) > 'f') {
            throw new IllegalArgumentException("a percent sign without two digits");
        }
        return digit;
    }
}
