package org.mopay.server.store.postgres;

import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.Overtaken;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sql.Database;
import org.postgresql.PGProperty;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/** One database, reached for one purpose. */
final class PostgresDatabase implements Database {
    private static final String SECONDS_TO_CONNECT = "5";
    // How long a standby is believed to be one: after its promotion nothing else takes commits.
    private static final String SECONDS_TO_REMEMBER_ROLES = "1";
    // SQLSTATE: nobody knows how the transaction ended.
    private static final String RESOLUTION_UNKNOWN = "08007";
    // Longer than the server waits for anything, so that only a silent network is given up on.
    private static final String SECONDS_TO_ANSWER = "20";

    // The plans of a batch's statements never depend on their values: planned once, by index.
    private static final String WRITER = "-c plan_cache_mode=force_generic_plan"
            + " -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off"
            + " -c default_transaction_isolation=read\\ committed"
            // A commit whose wait for the standby is cut short is reported as done.
            + " -c statement_timeout=0"
            // A validator that hangs while it holds the head of the chain must not hold up others.
            + " -c lock_timeout=5s -c idle_in_transaction_session_timeout=10s";
    private static final String READER = "-c default_transaction_isolation=repeatable\\ read";
    private static final String PLAIN = "-c lock_timeout=5s";

    private final PostgresSettings settings;
    private final String options;
    private final boolean readOnly;
    private final AtomicInteger losses;

    private PostgresDatabase(
            PostgresSettings settings, String options, boolean readOnly, AtomicInteger losses) {
        this.settings = settings;
        this.options = options;
        this.readOnly = readOnly;
        this.losses = losses;
    }

    static PostgresDatabase forWriter(PostgresSettings settings) {
        return new PostgresDatabase(settings, WRITER, false, new AtomicInteger());
    }

    /** The same database for reading: who finds the connection lost tells the others. */
    PostgresDatabase forReader() {
        return new PostgresDatabase(settings, READER, true, losses);
    }

    /** The same database for the little there is to do beside batches. */
    PostgresDatabase forLease() {
        return new PostgresDatabase(settings, PLAIN, false, losses);
    }

    @Override
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, settings.user());
        settings.password()
                .map(password -> password.<String, RuntimeException>use(
                        bytes -> new String(bytes, StandardCharsets.UTF_8)))
                .ifPresent(password -> PGProperty.PASSWORD.set(properties, password));
        PGProperty.APPLICATION_NAME.set(properties, "mo " + settings.writer());
        PGProperty.TARGET_SERVER_TYPE.set(properties, "primary");
        PGProperty.HOST_RECHECK_SECONDS.set(properties, SECONDS_TO_REMEMBER_ROLES);
        PGProperty.CONNECT_TIMEOUT.set(properties, SECONDS_TO_CONNECT);
        PGProperty.SOCKET_TIMEOUT.set(properties, SECONDS_TO_ANSWER);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.PREPARE_THRESHOLD.set(properties, 1);
        PGProperty.OPTIONS.set(properties, options);
        Connection connection = DriverManager.getConnection(settings.url(), properties);
        // What the server remarks on a connection says nothing of its commits.
        connection.clearWarnings();
        if (readOnly) {
            // Not among the options: the driver would take the server for a standby.
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET default_transaction_read_only = on");
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        }
        return connection;
    }

    /** An operator may cancel the wait for the standby: then there is a warning, and no failure. */
    @Override
    public void requireKept(Connection committed) throws SQLException {
        SQLWarning remark = committed.getWarnings();
        if (remark != null) {
            throw new SQLException(remark.getMessage(), RESOLUTION_UNKNOWN, remark);
        }
    }

    @Override
    public int losses() {
        return losses.get();
    }

    @Override
    public StoreException failure(String action, SQLException cause) {
        String state = Objects.requireNonNullElse(cause.getSQLState(), "");
        String detail = action + ": " + cause.getMessage();
        return switch (Failure.of(state)) {
            case LOST -> {
                losses.incrementAndGet();
                yield new StoreException(ErrorCode.TRY_LATER, detail, cause);
            }
            case CROSSED -> new Overtaken(detail, cause);
            case FULL -> new StoreException(ErrorCode.TRY_LATER, detail, cause);
            case GUARDED -> new StoreException(ErrorCode.LEDGER_CORRUPT, detail, cause);
            case OTHER -> new StoreException(ErrorCode.STORE_UNAVAILABLE, detail, cause);
        };
    }

    /** What a failure means for the ledger, by the SQLSTATE. */
    private enum Failure {
        /** The connection is gone, or leads to a server that takes no writes now. */
        LOST,
        /** The transaction got into another one's way; nothing of it is left. */
        CROSSED,
        /** The server lacks space or memory; nothing of the transaction is left. */
        FULL,
        /** A key or a check refused a row that was decided: memory or database are wrong. */
        GUARDED,
        OTHER;

        static Failure of(String state) {
            if (state.startsWith("08")
                    || state.startsWith("57P")
                    || state.equals("25006")
                    || state.equals("25P03")) {
                return LOST;
            }
            if (state.startsWith("40") || state.equals("55P03")) {
                return CROSSED;
            }
            if (state.startsWith("53") || state.equals("57014")) {
                return FULL;
            }
            return state.startsWith("22") || state.startsWith("23") ? GUARDED : OTHER;
        }
    }
}
