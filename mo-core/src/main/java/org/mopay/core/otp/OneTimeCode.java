package org.mopay.core.otp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What the three algorithms share: decimal digits in ASCII, compared in constant time. */
final class OneTimeCode {
    private OneTimeCode() {}

    /** The value with leading zeros; {@code String.format} would take the locale's digits. */
    static String ofDigits(int value, int digits) {
        char[] code = new char[digits];
        int rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            code[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        return new String(code);
    }

    static boolean matches(String expected, String presented) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8),
                presented.getBytes(StandardCharsets.UTF_8));
    }
}
