package org.mopay.server;

import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.store.postgres.PostgresSettings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads the settings of a ledger in PostgreSQL. */
final class PostgresConfig {
    private static final String SCHEME = "jdbc:postgresql:";

    private PostgresConfig() {}

    /** Empty if the ledger is kept in the data directory. */
    static Optional<PostgresSettings> read(ConfigValues values, Path directory, Path dataDirectory)
            throws ProtocolException {
        String store =
                values.matching(ConfigKey.STORE, "sqlite|postgres", "one of sqlite, postgres");
        if (store.equals("sqlite")) {
            return Optional.empty();
        }
        return Optional.of(new PostgresSettings(
                url(values),
                values.text(ConfigKey.POSTGRES_USER),
                password(values, directory),
                values.optional(ConfigKey.WRITER).orElseGet(() -> writer(dataDirectory)),
                PostgresSettings.DEFAULT_LEASE,
                PostgresSettings.DEFAULT_PATIENCE));
    }

    private static String url(ConfigValues values) throws ProtocolException {
        String url = values.text(ConfigKey.POSTGRES_URL);
        if (!url.startsWith(SCHEME)) {
            throw values.invalid(
                    ConfigKey.POSTGRES_URL, "a URL such as jdbc:postgresql://db.example.org/mo");
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=")) {
            // Not with the value: it would be in the log.
            throw new ProtocolException(
                    ErrorCode.CONFIG_INVALID,
                    "postgres-url: holds a password; put it into a file and name that in"
                            + " postgres-password-file");
        }
        return url;
    }

    private static Optional<SecretBytes> password(ConfigValues values, Path directory)
            throws ProtocolException {
        Optional<String> file = values.optional(ConfigKey.POSTGRES_PASSWORD_FILE);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(directory.resolve(file.get()));
            return Optional.of(
                    SecretBytes.adopt(text.stripTrailing().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw values.invalid(ConfigKey.POSTGRES_PASSWORD_FILE, "a file that can be read");
        }
    }

    private static String writer(Path dataDirectory) {
        Path directory = dataDirectory.toAbsolutePath().normalize();
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + directory;
        } catch (UnknownHostException e) {
            return directory.toString();
        }
    }
}
