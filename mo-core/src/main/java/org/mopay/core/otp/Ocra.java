package org.mopay.core.otp;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * OCRA, the OATH challenge-response algorithm, RFC 6287: an HMAC over the suite and the inputs that
 * it names, cut to decimal digits. Of no use without the key, and of no use for another challenge.
 */
public final class Ocra {
    private static final int CHALLENGE_SIZE = 128;
    private static final int DIGEST_SIZE = 32;

    private Ocra() {}

    /**
     * The one-time password of an MO/1 payment, eight digits.
     *
     * @param otpSecret the device's OTP secret
     * @param credentialIndex the index of the payer's credential, which counts the payments
     * @param termsDigest d, the 32-byte digest of the terms
     */
    public static String forPayment(
            SecretBytes otpSecret, long credentialIndex, Bytes termsDigest) {
        if (termsDigest.size() != DIGEST_SIZE) {
            throw new IllegalArgumentException("a terms digest has 32 bytes");
        }
        return generate(
                OcraSuite.PAYMENT,
                otpSecret,
                OcraInput.ofChallenge(termsDigest.hex()).withCounter(credentialIndex));
    }

    /**
     * Computes a response: decimal digits, or the whole HMAC in hex if the suite has no digits.
     *
     * @throws IllegalArgumentException if the inputs are not those that the suite names
     */
    public static String generate(OcraSuite suite, SecretBytes key, OcraInput input) {
        Bytes message = Bytes.concat(
                Bytes.ofUtf8(suite.text()),
                Bytes.of((byte) 0),
                counter(suite, input),
                challenge(suite, input.challenge()),
                pinHash(suite, input),
                session(suite, input),
                time(suite, input));
        byte[] hmac = suite.algorithm().hmac(key, message.toArray());
        return suite.digits() == 0
                ? Bytes.copyOf(hmac).hex()
                : OneTimeCode.ofDigits(truncate(hmac), suite.digits());
    }

    /** Compares two responses in constant time. */
    public static boolean matches(String expected, String presented) {
        return OneTimeCode.matches(expected, presented);
    }

    /** Dynamic truncation, RFC 4226 section 5.3: 31 bits from an offset that the last nibble says. */
    private static int truncate(byte[] hmac) {
        int offset = hmac[hmac.length - 1] & 0xf;
        return ByteBuffer.wrap(hmac).getInt(offset) & Integer.MAX_VALUE;
    }

    private static Bytes counter(OcraSuite suite, OcraInput input) {
        requirePresence("counter", suite.counter(), input.counter().isPresent());
        return suite.counter() ? ofLong(input.counter().getAsLong()) : Bytes.empty();
    }

    private static Bytes challenge(OcraSuite suite, String challenge) {
        int longest = 2 * suite.challengeLength();
        if (challenge.isEmpty() || challenge.length() > longest) {
            throw new IllegalArgumentException("the challenge has 1 to " + longest + " characters");
        }
        Bytes encoded = switch (suite.challengeFormat()) {
            case ALPHANUMERIC -> ofAlphanumeric(challenge);
            case NUMERIC -> ofLeftAlignedHex(ofDecimal(challenge));
            case HEXADECIMAL -> ofLeftAlignedHex(challenge);
        };
        return Bytes.concat(encoded, Bytes.copyOf(new byte[CHALLENGE_SIZE - encoded.size()]));
    }

    private static Bytes ofAlphanumeric(String challenge) {
        requireCharacters(challenge, "0123456789abcdefghijklmnopqrstuvwxyz");
        return Bytes.copyOf(challenge.getBytes(StandardCharsets.US_ASCII));
    }

    /** The RFC's vectors take the number in hex without a leading zero nibble. */
    private static String ofDecimal(String challenge) {
        requireCharacters(challenge, "0123456789");
        return new BigInteger(challenge).toString(16);
    }

    /** An odd last nibble is the upper half of its byte, as the RFC's padding to the right has it. */
    private static Bytes ofLeftAlignedHex(String hex) {
        return Bytes.ofHex(hex.length() % 2 == 0 ? hex : hex + "0");
    }

    private static Bytes pinHash(OcraSuite suite, OcraInput input) {
        requirePresence(
                "hashed PIN", suite.pinHash().isPresent(), input.pinHash().isPresent());
        Bytes hash = input.pinHash().orElse(Bytes.empty());
        if (hash.size() != suite.pinHash().map(HmacAlgorithm::size).orElse(0)) {
            throw new IllegalArgumentException("the hashed PIN has the size of its hash function");
        }
        return hash;
    }

    private static Bytes session(OcraSuite suite, OcraInput input) {
        requirePresence(
                "session", suite.sessionLength().isPresent(), input.session().isPresent());
        Bytes session = input.session().orElse(Bytes.empty());
        int length = suite.sessionLength().orElse(0);
        if (session.size() > length) {
            throw new IllegalArgumentException("the session has at most " + length + " bytes");
        }
        return Bytes.concat(Bytes.copyOf(new byte[length - session.size()]), session);
    }

    private static Bytes time(OcraSuite suite, OcraInput input) {
        requirePresence("time", suite.timeStep().isPresent(), input.time().isPresent());
        if (!suite.timeStep().isPresent()) {
            return Bytes.empty();
        }
        long seconds = input.time().get().getEpochSecond();
        return ofLong(Math.floorDiv(seconds, suite.timeStep().get().getSeconds()));
    }

    private static Bytes ofLong(long value) {
        return Bytes.copyOf(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    private static void requirePresence(String name, boolean named, boolean present) {
        if (named != present) {
            throw new IllegalArgumentException(
                    "the suite " + (named ? "needs a " : "has no ") + name);
        }
    }

    private static void requireCharacters(String challenge, String allowed) {
        for (char character : challenge.toLowerCase(Locale.ROOT).toCharArray()) {
            if (allowed.indexOf(character) < 0) {
                throw new IllegalArgumentException("a character does not fit the format");
            }
        }
    }
}
