package org.mopay.core.otp;

import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * An {@code otpauth://} link (the Key URI Format of Google Authenticator), by which an authenticator app
 * takes over a HOTP or TOTP secret, most often as a QR code. Whoever sees it can make the codes.
 *
 * @param kind which algorithm
 * @param issuer whose account it is, without a colon; may be empty
 * @param account the account's name, without a colon
 * @param secret the key, not empty
 * @param algorithm SHA-1 for HOTP; many apps know no other for TOTP either
 * @param digits 6 to 8
 * @param moving the next counter of HOTP, or the seconds of TOTP's time step
 */
public record OtpAuthUri(
        Kind kind,
        String issuer,
        String account,
        SecretBytes secret,
        HmacAlgorithm algorithm,
        int digits,
        long moving) {
    private static final String SCHEME = "otpauth://";
    private static final int SHORTEST = 6;
    private static final int LONGEST = 8;
    private static final long USUAL_PERIOD = 30;

    /** The algorithms that the format knows. */
    public enum Kind {
        /** RFC 4226. */
        HOTP("hotp", "counter"),
        /** RFC 6238. */
        TOTP("totp", "period");

        private final String type;
        private final String moving;

        Kind(String type, String moving) {
            this.type = type;
            this.moving = moving;
        }
    }

    /** Checks the parts; IllegalArgumentException names the one that does not fit. */
    public OtpAuthUri {
        require(!account.isEmpty() && account.indexOf(':') < 0, "the account's name");
        require(issuer.indexOf(':') < 0, "the issuer's name");
        require(secret.size() > 0, "the secret");
        require(kind == Kind.TOTP || algorithm == HmacAlgorithm.SHA1, "the algorithm of HOTP");
        require(digits >= SHORTEST && digits <= LONGEST, "the number of digits");
        require(moving >= (kind == Kind.TOTP ? 1 : 0), kind.moving);
    }

    private static void require(boolean condition, String part) {
        if (!condition) {
            throw new IllegalArgumentException("otpauth: " + part);
        }
    }

    /** A link for TOTP as every app knows it: SHA-1, six digits, 30 seconds. */
    public static OtpAuthUri totp(String issuer, String account, SecretBytes secret) {
        return new OtpAuthUri(
                Kind.TOTP, issuer, account, secret, HmacAlgorithm.SHA1, SHORTEST, USUAL_PERIOD);
    }

    /**
     * Reads a link. Parameters that mean nothing here are passed over; one that is doubled, or
     * contradicts another, is refused.
     *
     * @throws ProtocolException MALFORMED_MESSAGE
     */
    public static OtpAuthUri parse(String uri) throws ProtocolException {
        try {
            return read(uri);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "otpauth link: " + e.getMessage());
        }
    }

    private static OtpAuthUri read(String uri) {
        int labelStart = uri.indexOf('/', SCHEME.length()) + 1;
        int query = uri.indexOf('?');
        require(uri.startsWith(SCHEME) && labelStart > 0 && query > labelStart, "its form");
        Kind kind = kind(uri.substring(SCHEME.length(), labelStart - 1));
        String[] label = label(uri.substring(labelStart, query));
        Map<String, String> parameters = parameters(uri.substring(query + 1));
        String issuer = parameters.getOrDefault("issuer", label[0]);
        require(label[0].isEmpty() || label[0].equals(issuer), "two issuers");
        String usual = kind == Kind.TOTP ? Long.toString(USUAL_PERIOD) : "";
        return new OtpAuthUri(
                kind,
                issuer,
                label[1],
                SecretBytes.adopt(Base32.decode(parameters.getOrDefault("secret", ""))),
                HmacAlgorithm.valueOf(parameters.getOrDefault("algorithm", "SHA1")),
                digits(parameters.getOrDefault("digits", "6")),
                number(parameters.getOrDefault(kind.moving, usual)));
    }

    private static Kind kind(String type) {
        for (Kind kind : Kind.values()) {
            if (kind.type.equals(type)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("its type is neither hotp nor totp");
    }

    /** Issuer and account; the colon between them may be written as it is, and a space may follow. */
    private static String[] label(String text) {
        String decoded = PercentEncoding.decode(text);
        int colon = decoded.indexOf(':');
        if (colon < 0) {
            return new String[] {"", decoded};
        }
        int start = colon + 1;
        while (start < decoded.length() && decoded.charAt(start) == ' ') {
            start++;
        }
        return new String[] {decoded.substring(0, colon), decoded.substring(start)};
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            require(equals > 0, "a parameter without a value");
            String name = parameter.substring(0, equals);
            String value = PercentEncoding.decode(parameter.substring(equals + 1));
            require(parameters.put(name, value) == null, "a parameter that is doubled");
        }
        return parameters;
    }

    private static int digits(String text) {
        require(text.matches("[6-8]"), "the number of digits");
        return Integer.parseInt(text);
    }

    /** Digits only, as many as a long surely holds. */
    private static long number(String text) {
        require(text.matches("[0-9]{1,18}"), "a number");
        return Long.parseLong(text);
    }

    /** The link, with the secret in it. */
    public String text() {
        StringBuilder uri = new StringBuilder(SCHEME).append(kind.type).append('/');
        if (!issuer.isEmpty()) {
            uri.append(PercentEncoding.encode(issuer)).append(':');
        }
        uri.append(PercentEncoding.encode(account))
                .append("?secret=")
                .append(secret.use(Base32::encode));
        if (!issuer.isEmpty()) {
            uri.append("&issuer=").append(PercentEncoding.encode(issuer));
        }
        return uri.append("&algorithm=")
                .append(algorithm)
                .append("&digits=")
                .append(digits)
                .append('&')
                .append(kind.moving)
                .append('=')
                .append(moving)
                .toString();
    }

    /** The code: of that time for TOTP, of the counter for HOTP. */
    public String code(Instant time) {
        return kind == Kind.HOTP
                ? new Hotp(digits).generate(secret, moving)
                : new Totp(algorithm, Duration.ofSeconds(moving), digits).generate(secret, time);
    }

    /** Shows nothing of the secret. */
    @Override
    public String toString() {
        return "OtpAuthUri " + kind + " of " + account;
    }
}
