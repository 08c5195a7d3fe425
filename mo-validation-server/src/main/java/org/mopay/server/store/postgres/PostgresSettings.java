package org.mopay.server.store.postgres;

import org.mopay.core.bytes.SecretBytes;

import java.time.Duration;
import java.util.Optional;

/**
 * How a database is reached.
 *
 * @param url {@code jdbc:postgresql://host:port/database}; of several hosts the primary is used
 * @param password UTF-8
 * @param writer the name this validator writes under; each of several has its own
 * @param lease how long the name stays taken when its process has died
 * @param patience how long a commit is asked after when the connection broke during it
 */
public record PostgresSettings(
        String url,
        String user,
        Optional<SecretBytes> password,
        String writer,
        Duration lease,
        Duration patience) {
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(5);
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);
}
