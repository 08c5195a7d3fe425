package org.mopay.core.otp;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;

import org.mopay.core.bytes.SecretBytes;

import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;

import javax.crypto.spec.SecretKeySpec;

/** TOTP, RFC 6238: a code of the time step since 1970 that holds the instant. */
public final class Totp {
    private final TimeBasedOneTimePasswordGenerator generator;

    /**
     * Codes of the length given that change with every step.
     *
     * @param step in whole milliseconds, positive; 30 seconds in nearly every use
     * @param digits 6 to 8
     * @throws IllegalArgumentException for any other length or step
     */
    public Totp(HmacAlgorithm algorithm, Duration step, int digits) {
        if (step.toMillis() <= 0) {
            throw new IllegalArgumentException("a time step is positive");
        }
        this.generator = new TimeBasedOneTimePasswordGenerator(step, digits, algorithm.jcaName());
    }

    /** The code of the step that holds the time. */
    public String generate(SecretBytes key, Instant time) {
        int value = key.use(secret -> {
            try {
                return generator.generateOneTimePassword(
                        new SecretKeySpec(secret, generator.getAlgorithm()), time);
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
