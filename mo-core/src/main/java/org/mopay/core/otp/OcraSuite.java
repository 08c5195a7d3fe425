package org.mopay.core.otp;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An OCRA suite (RFC 6287 section 6): which HMAC, how many digits, and which inputs it is made
 * over.
 *
 * @param text the suite as written; it is part of what is authenticated
 * @param algorithm the HMAC
 * @param digits 4 to 10; 0 gives the whole HMAC in hex
 * @param counter whether C, the 8-byte counter, is an input
 * @param challengeFormat how the challenge Q is written
 * @param challengeLength the longest challenge of one side, in characters, 4 to 64
 * @param pinHash the hash function of P, if a hashed PIN is an input
 * @param sessionLength bytes of S, if session information is an input
 * @param timeStep the granularity of T, if the time is an input
 */
public record OcraSuite(
        String text,
        HmacAlgorithm algorithm,
        int digits,
        boolean counter,
        ChallengeFormat challengeFormat,
        int challengeLength,
        Optional<HmacAlgorithm> pinHash,
        OptionalInt sessionLength,
        Optional<Duration> timeStep) {

    /** How the characters of a challenge become bytes. */
    public enum ChallengeFormat {
        /** Letters and digits, as ASCII. */
        ALPHANUMERIC,
        /** A decimal number. */
        NUMERIC,
        /** Hex digits. */
        HEXADECIMAL
    }

    /** The suite of MO/1 payments: the counter is the credential's index, the challenge is d. */
    public static final OcraSuite PAYMENT = parse("OCRA-1:HOTP-SHA256-8:C-QH64");

    private static final int MINIMUM_CHALLENGE = 4;
    private static final int MAXIMUM_CHALLENGE = 64;

    /**
     * Reads a suite.
     *
     * @throws IllegalArgumentException if it is no suite of RFC 6287
     */
    public static OcraSuite parse(String text) {
        Matcher suite = Grammar.SUITE.matcher(text);
        if (!suite.matches()) {
            throw new IllegalArgumentException("not an OCRA suite: " + text);
        }
        int challengeLength = Integer.parseInt(suite.group("length"));
        if (challengeLength < MINIMUM_CHALLENGE || challengeLength > MAXIMUM_CHALLENGE) {
            throw new IllegalArgumentException("an OCRA challenge has 4 to 64 characters");
        }
        String pin = suite.group("pin");
        String session = suite.group("session");
        String time = suite.group("time");
        return new OcraSuite(
                text,
                HmacAlgorithm.valueOf(suite.group("hash")),
                Integer.parseInt(suite.group("digits")),
                suite.group("counter") != null,
                challengeFormat(suite.group("format")),
                challengeLength,
                Optional.ofNullable(pin).map(HmacAlgorithm::valueOf),
                session == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(session)),
                Optional.ofNullable(time).map(OcraSuite::timeStep));
    }

    private static ChallengeFormat challengeFormat(String letter) {
        return switch (letter) {
            case "A" -> ChallengeFormat.ALPHANUMERIC;
            case "N" -> ChallengeFormat.NUMERIC;
            case "H" -> ChallengeFormat.HEXADECIMAL;
            default -> throw new IllegalArgumentException("no challenge format: " + letter);
        };
    }

    /** Of the grammar's [1-59]S, [1-59]M and [0-48]H a step of zero hours can't be counted in. */
    private static Duration timeStep(String text) {
        int count = Integer.parseInt(text.substring(0, text.length() - 1));
        char unit = text.charAt(text.length() - 1);
        if (count < 1 || count > (unit == 'H' ? 48 : 59)) {
            throw new IllegalArgumentException("an OCRA time step is not " + text);
        }
        return unit == 'S'
                ? Duration.ofSeconds(count)
                : unit == 'M' ? Duration.ofMinutes(count) : Duration.ofHours(count);
    }

    /** Apart, so that it is there before the constant suite is parsed. */
    private static final class Grammar {
        static final Pattern SUITE =
                Pattern.compile("OCRA-1:HOTP-(?<hash>SHA1|SHA256|SHA512)-(?<digits>0|[4-9]|10):"
                        + "(?<counter>C-)?Q(?<format>[ANH])(?<length>[0-9]{2})"
                        + "(-P(?<pin>SHA1|SHA256|SHA512))?(-S(?<session>064|128|256|512))?"
                        + "(-T(?<time>[0-9]{1,2}[SMH]))?");

        private Grammar() {}
    }
}
