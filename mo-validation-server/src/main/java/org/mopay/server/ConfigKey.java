package org.mopay.server;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every setting of the server: its default, its unit and what it means. The constant {@code
 * DATA_DIR} is {@code data-dir} in a file, {@code --data-dir} as a flag and {@code MO_DATA_DIR} in
 * the environment. An empty value counts as not set.
 */
public enum ConfigKey {
    DATA_DIR("mo-data", "path", "directory of the ledger, the keys and the certificate"),
    STORE("sqlite", "sqlite or postgres", "where the ledger is kept: data-dir, or a database"),
    POSTGRES_URL("", "jdbc:postgresql://...", "the database; of several hosts the primary is used"),
    POSTGRES_USER("mo", "name", "the database's user"),
    POSTGRES_PASSWORD_FILE("", "path", "file of the user's password; not set: none is sent"),
    WRITER("", "name", "the validator's among those of a database; not set: host and data-dir"),
    HOST("127.0.0.1", "name or address", "address to listen on"),
    PORT("7443", "0-65535", "port to listen on; 0 takes a free one"),
    VALIDATOR_ID("mo.local", "DNS-like name", "the validator's id, signed into every credential"),
    PUBLIC_HOST("", "name or address", "host in activation links; not set: that of host"),
    PUBLIC_PORT("0", "0-65535", "port in activation links; 0: the port listened on"),
    TLS_CERTIFICATE("", "PEM file", "own certificate and its chain; not set: one is generated"),
    TLS_KEY("", "PEM file", "the certificate's private key, unencrypted"),
    ASSETS(
            "KRW:0,USD:2,EUR:2",
            "code:exponent[:kind],...",
            "what is settled, with its decimal places; a code X-... is :gift or :points"),
    FEE_FIXED("0", "minor units", "fixed part of the fee of a payment"),
    FEE_BASIS_POINTS("50", "1/10000", "proportional part of the fee"),
    FEE_MINIMUM("0", "minor units", "least fee"),
    FEE_MAXIMUM("1000", "minor units", "highest fee"),
    REVIEW_ABOVE(
            "",
            "code:minor units,...",
            "by asset, the highest amount that is settled without the operator's review"),
    REVIEW_TIME("24h", "duration", "longest time a payment waits for the review; then refused"),
    STEP_UP_ABOVE(
            "",
            "code:minor units,...",
            "by asset, the highest amount that needs no code of the payer's second factor"),
    STEP_UP_TIME("10m", "duration", "longest time a payment waits for the code; then refused"),
    OPERATOR_TOKEN("", "text", "the operator's bearer token; not set: one is generated", true),
    REQUEST_DEADLINE("10s", "duration", "longest wait for the answer to a request; then 504"),
    READ_TIMEOUT("10s", "duration", "longest time a client may take to send a request"),
    WRITE_TIMEOUT("10s", "duration", "longest time a client may take to take an answer"),
    IDLE_TIMEOUT("60s", "duration", "longest time a connection may do nothing"),
    HANDSHAKE_TIMEOUT("5s", "duration", "longest time of a TLS handshake"),
    DRAIN_TIMEOUT("15s", "duration", "longest time to finish what is under way on SIGTERM"),
    MAX_CONNECTIONS("4096", "connections", "most open connections"),
    MAX_ADDRESS_CONNECTIONS("1024", "connections", "most open connections of one client address"),
    ADDRESS_RATE("2000", "requests/s", "most requests of one client address; 0: no limit"),
    DEVICE_RATE("50", "requests/s", "most requests of one device; 0: no limit"),
    MAX_STREAMS("100", "streams", "most concurrent requests of an HTTP/2 connection"),
    MAX_HEADER("8192", "bytes", "largest header of a request"),
    MAX_BODY("16384", "bytes", "largest body of a request, but for enrolment and refill"),
    QUEUE_SIZE("4096", "requests", "most requests waiting for validation or for the ledger"),
    VALIDATION_THREADS("0", "threads", "threads for cryptography; 0: one per processor"),
    CRYPTOGRAPHY("auto", "auto or bouncycastle", "auto: native libraries where there are any"),
    LOG_LEVEL("INFO", "level", "TRACE, DEBUG, INFO, WARN, ERROR or OFF");

    private final String defaultValue;
    private final String unit;
    private final String meaning;
    private final boolean secret;

    ConfigKey(String defaultValue, String unit, String meaning) {
        this(defaultValue, unit, meaning, false);
    }

    ConfigKey(String defaultValue, String unit, String meaning, boolean secret) {
        this.defaultValue = defaultValue;
        this.unit = unit;
        this.meaning = meaning;
        this.secret = secret;
    }

    /** The name in a file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name on a command line. */
    public String flag() {
        return "--" + key();
    }

    /** The name in the environment. */
    public String variable() {
        return "MO_" + name();
    }

    /** The value if nothing else is given; empty for none. */
    public String defaultValue() {
        return defaultValue;
    }

    public String unit() {
        return unit;
    }

    public String meaning() {
        return meaning;
    }

    /** Whether the value must not be shown. */
    public boolean secret() {
        return secret;
    }

    static Optional<ConfigKey> named(String key) {
        return Stream.of(values()).filter(known -> known.key().equals(key)).findFirst();
    }

    /** The key that was most likely meant. */
    static ConfigKey nearest(String key) {
        return Stream.of(values())
                .min(Comparator.comparingInt(known -> edits(known.key(), key)))
                .orElseThrow();
    }

    /** The Levenshtein distance. */
    private static int edits(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[other.length()];
    }
}
