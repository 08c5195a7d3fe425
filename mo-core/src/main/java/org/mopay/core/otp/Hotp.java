package org.mopay.core.otp;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;

import org.mopay.core.bytes.SecretBytes;

import java.security.InvalidKeyException;

import javax.crypto.spec.SecretKeySpec;

/** HOTP, RFC 4226: HMAC-SHA-1 of a counter, cut to decimal digits. */
public final class Hotp {
    private final HmacOneTimePasswordGenerator generator;

    /**
     * Codes of the length given.
     *
     * @param digits 6 to 8
     * @throws IllegalArgumentException for any other length
     */
    public Hotp(int digits) {
        this.generator = new HmacOneTimePasswordGenerator(digits);
    }

    /** The code of an unsigned 64-bit counter. */
    public String generate(SecretBytes key, long counter) {
        int value = key.use(secret -> {
            try {
                return generator.generateOneTimePassword(
                        new SecretKeySpec(secret, generator.getAlgorithm()), counter);
            } catch (InvalidKeyException impossible) {
                throw new IllegalStateException("HMAC takes every key", impossible);
            }
        });
        return OneTimeCode.ofDigits(value, generator.getPasswordLength());
    }

    /** Compares two codes in constant time. */
    public static boolean matches(String expected, String presented) {
        return OneTimeCode.matches(expected, presented);
    }
}
