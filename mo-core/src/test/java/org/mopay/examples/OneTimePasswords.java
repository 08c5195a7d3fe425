package org.mopay.examples;

import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.otp.HmacAlgorithm;
import org.mopay.core.otp.Ocra;
import org.mopay.core.otp.OcraInput;
import org.mopay.core.otp.OcraSuite;
import org.mopay.core.otp.Totp;

import java.time.Duration;
import java.time.Instant;

/** One-time passwords without the rest. */
final class OneTimePasswords {
    private OneTimePasswords() {}

    /** The answer to a challenge (RFC 6287): six digits, of this key and this challenge only. */
    static String answer(SecretBytes key, String challenge) {
        OcraSuite suite = OcraSuite.parse("OCRA-1:HOTP-SHA1-6:QN08");
        return Ocra.generate(suite, key, OcraInput.ofChallenge(challenge));
    }

    /** Whether the digits that the user typed are the answer. */
    static boolean isAnswer(SecretBytes key, String challenge, String typed) {
        return Ocra.matches(answer(key, challenge), typed);
    }

    /** What an authenticator app shows at that time (RFC 6238). */
    static String authenticator(SecretBytes key, Instant time) {
        return new Totp(HmacAlgorithm.SHA1, Duration.ofSeconds(30), 6).generate(key, time);
    }
}
