package org.mopay.server;

import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.http.HttpLimits;
import org.mopay.server.store.postgres.PostgresSettings;
import org.mopay.server.validation.WaitingRules;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator has set, checked. Flags go before {@code MO_*} variables, those before the file,
 * the file before the defaults of {@link ConfigKey}.
 *
 * @param postgres the database that the ledger is kept in; empty: the data directory
 * @param publicHost host that activation links name, if set
 * @param publicPort port that activation links name; 0 for the port listened on
 * @param tlsFiles the operator's own certificate, if supplied
 * @param assets decimal places by asset code, in the operator's order
 * @param assetNames what those assets are that are no currencies, by code
 * @param waiting which payments wait for a code or a review
 * @param operatorToken the operator's bearer token, if set
 * @param maxBody most bytes of a body on a route without a limit of its own
 * @param deviceRate most requests a second of one device; 0 for no limit
 * @param validationThreads threads for cryptography, at least 1
 * @param nativeCryptography whether native libraries are used where there are any
 */
public record ServerConfig(
        Path dataDirectory,
        Optional<PostgresSettings> postgres,
        String host,
        int port,
        String validatorId,
        Optional<String> publicHost,
        int publicPort,
        Optional<TlsFiles> tlsFiles,
        Map<String, Integer> assets,
        Map<String, String> assetNames,
        Fee fee,
        WaitingRules waiting,
        Optional<SecretBytes> operatorToken,
        HttpLimits httpLimits,
        int maxBody,
        Duration drainTimeout,
        int deviceRate,
        int queueSize,
        int validationThreads,
        boolean nativeCryptography,
        String logLevel) {

    private static final int MOST_MEMORY = 1 << 20;
    private static final int LEAST_TOKEN_CHARACTERS = 16;

    public ServerConfig {
        assets = Collections.unmodifiableMap(new LinkedHashMap<>(assets));
        assetNames = Map.copyOf(assetNames);
    }

    /** A certificate and its key, in PEM. */
    public record TlsFiles(Path certificate, Path key) {}

    /**
     * The fee of a payment: {@code fixed} plus {@code basisPoints}/10000 of the amount, within
     * {@code minimum} and {@code maximum}; minor units of the payment's asset.
     */
    public record Fee(long fixed, int basisPoints, long minimum, long maximum) {}

    /**
     * Reads the configuration.
     *
     * @param arguments flags: {@code --key value} or {@code --key=value}; {@code --config} names the
     *     file
     * @param environment of which {@code MO_*} is read; what is no setting among these is warned of
     * @param directory against which relative paths are resolved
     * @throws ProtocolException CONFIG_INVALID naming the key, or the nearest known one
     */
    public static ServerConfig load(
            List<String> arguments, Map<String, String> environment, Path directory)
            throws ProtocolException {
        ConfigValues values =
                new ConfigValues(ConfigSources.read(arguments, environment, directory));
        int threads = values.integer(ConfigKey.VALIDATION_THREADS, 0, 1024);
        Path dataDirectory = directory.resolve(values.text(ConfigKey.DATA_DIR));
        return new ServerConfig(
                dataDirectory,
                PostgresConfig.read(values, directory, dataDirectory),
                values.text(ConfigKey.HOST),
                values.integer(ConfigKey.PORT, 0, 65_535),
                values.matching(
                        ConfigKey.VALIDATOR_ID,
                        "[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?",
                        "a name of at most 64 of a-z, 0-9, dot and hyphen"),
                values.optional(ConfigKey.PUBLIC_HOST),
                values.integer(ConfigKey.PUBLIC_PORT, 0, 65_535),
                tlsFiles(values, directory),
                values.assets(ConfigKey.ASSETS),
                values.assetNames(ConfigKey.ASSETS),
                fee(values),
                waiting(values),
                operatorToken(values),
                httpLimits(values),
                values.integer(ConfigKey.MAX_BODY, 1, MOST_MEMORY),
                values.duration(ConfigKey.DRAIN_TIMEOUT),
                values.integer(ConfigKey.DEVICE_RATE, 0, MOST_MEMORY),
                values.integer(ConfigKey.QUEUE_SIZE, 1, MOST_MEMORY),
                threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
                values.matching(
                                ConfigKey.CRYPTOGRAPHY,
                                "auto|bouncycastle",
                                "one of auto, bouncycastle")
                        .equals("auto"),
                values.matching(
                        ConfigKey.LOG_LEVEL,
                        "TRACE|DEBUG|INFO|WARN|ERROR|OFF",
                        "one of TRACE, DEBUG, INFO, WARN, ERROR, OFF"));
    }

    /** The settings as help text: name, default, unit and meaning of each. */
    public static String describe() {
        StringBuilder text = new StringBuilder();
        for (ConfigKey key : ConfigKey.values()) {
            String value = key.defaultValue().isEmpty() ? "not set" : key.defaultValue();
            text.append(String.format(
                    Locale.ROOT,
                    "  %-25s %s%n  %-25s (%s; default: %s)%n",
                    key.flag(),
                    key.meaning(),
                    "",
                    key.unit(),
                    value));
        }
        return text.toString();
    }

    /** Where to listen; not resolved if the host is unknown. */
    public InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    /** The hosts that clients use, beside the loopback's: for the server's own certificate. */
    public List<String> certificateHosts() {
        List<String> hosts = new ArrayList<>();
        InetAddress listening = address().getAddress();
        if (listening == null || !listening.isAnyLocalAddress()) {
            hosts.add(host);
        }
        publicHost.ifPresent(hosts::add);
        return hosts;
    }

    private static Optional<TlsFiles> tlsFiles(ConfigValues values, Path directory)
            throws ProtocolException {
        Optional<String> certificate = values.optional(ConfigKey.TLS_CERTIFICATE);
        Optional<String> key = values.optional(ConfigKey.TLS_KEY);
        if (certificate.isPresent() != key.isPresent()) {
            throw values.invalid(
                    certificate.isPresent() ? ConfigKey.TLS_KEY : ConfigKey.TLS_CERTIFICATE,
                    "set, though tls-certificate and tls-key go together");
        }
        return certificate.map(file ->
                new TlsFiles(directory.resolve(file), directory.resolve(key.orElseThrow())));
    }

    private static WaitingRules waiting(ConfigValues values) throws ProtocolException {
        return new WaitingRules(
                values.amounts(ConfigKey.REVIEW_ABOVE),
                values.duration(ConfigKey.REVIEW_TIME),
                values.amounts(ConfigKey.STEP_UP_ABOVE),
                values.duration(ConfigKey.STEP_UP_TIME));
    }

    private static Fee fee(ConfigValues values) throws ProtocolException {
        Fee fee = new Fee(
                values.number(ConfigKey.FEE_FIXED, 0, Integer.MAX_VALUE),
                values.integer(ConfigKey.FEE_BASIS_POINTS, 0, 10_000),
                values.number(ConfigKey.FEE_MINIMUM, 0, Integer.MAX_VALUE),
                values.number(ConfigKey.FEE_MAXIMUM, 0, Integer.MAX_VALUE));
        if (fee.minimum() > fee.maximum()) {
            throw values.invalid(ConfigKey.FEE_MINIMUM, "at most fee-maximum, " + fee.maximum());
        }
        return fee;
    }

    private static Optional<SecretBytes> operatorToken(ConfigValues values)
            throws ProtocolException {
        Optional<String> token = values.optional(ConfigKey.OPERATOR_TOKEN);
        if (token.isPresent() && token.get().length() < LEAST_TOKEN_CHARACTERS) {
            throw values.invalid(
                    ConfigKey.OPERATOR_TOKEN,
                    "long enough: at least " + LEAST_TOKEN_CHARACTERS + " characters");
        }
        return token.map(text -> SecretBytes.adopt(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpLimits httpLimits(ConfigValues values) throws ProtocolException {
        return new HttpLimits(
                values.integer(ConfigKey.MAX_CONNECTIONS, 1, MOST_MEMORY),
                values.integer(ConfigKey.MAX_ADDRESS_CONNECTIONS, 1, MOST_MEMORY),
                values.integer(ConfigKey.ADDRESS_RATE, 0, MOST_MEMORY),
                values.integer(ConfigKey.MAX_STREAMS, 1, MOST_MEMORY),
                values.integer(ConfigKey.MAX_HEADER, 512, MOST_MEMORY),
                new HttpLimits.Timeouts(
                        values.duration(ConfigKey.HANDSHAKE_TIMEOUT),
                        values.duration(ConfigKey.READ_TIMEOUT),
                        values.duration(ConfigKey.REQUEST_DEADLINE),
                        values.duration(ConfigKey.WRITE_TIMEOUT),
                        values.duration(ConfigKey.IDLE_TIMEOUT)));
    }
}
