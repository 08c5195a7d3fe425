package org.mopay.server.store.sqlite;

import org.mopay.server.ledger.book.StoreException;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One connection, with each of its statements prepared once. For one thread at a time. */
final class Session implements AutoCloseable {
    private static final List<String> WRITER = List.of(
            // Of a new file. A commit writes whole pages, so their number counts more than their
            // size.
            "PRAGMA page_size=8192",
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL",
            "PRAGMA foreign_keys=ON",
            "PRAGMA trusted_schema=OFF",
            "PRAGMA cache_size=-65536",
            // 64 MB of log before it is copied back: pages that change in every batch are copied
            // once.
            "PRAGMA wal_autocheckpoint=8192");
    private static final List<String> READER = List.of(
            "PRAGMA query_only=ON", "PRAGMA trusted_schema=OFF", "PRAGMA busy_timeout=5000");

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private Session(Connection connection) {
        this.connection = connection;
    }

    static Session openWriter(Path file) throws StoreException {
        return open(file, WRITER);
    }

    static Session openReader(Path file) throws StoreException {
        return open(file, READER);
    }

    private static Session open(Path file, List<String> pragmas) throws StoreException {
        try {
            // Without the setting every INSERT is followed by a query for its row's number.
            Session session = new Session(DriverManager.getConnection(
                    "jdbc:sqlite:" + file + "?jdbc.get_generated_keys=false"));
            try {
                for (String pragma : pragmas) {
                    session.script(pragma);
                }
                return session;
            } catch (StoreException e) {
                session.connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw SqliteFailure.of("open " + file, e);
        }
    }

    /** A statement, prepared on first use, ready for its parameters. */
    Binding on(String sql) throws StoreException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = prepare(sql);
            prepared.put(sql, statement);
        }
        return new Binding(statement);
    }

    private PreparedStatement prepare(String sql) throws StoreException {
        try {
            return connection.prepareStatement(sql);
        } catch (SQLException e) {
            throw SqliteFailure.of("prepare", e);
        }
    }

    /** Runs statements that have no parameters. */
    void script(String sql) throws StoreException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw SqliteFailure.of("run", e);
        }
    }

    /** What is done within a transaction. */
    @FunctionalInterface
    interface Work {
        void run() throws StoreException;
    }

    /** Writes in one transaction; it is durable when this returns. */
    void write(Work work) throws StoreException {
        transact("BEGIN IMMEDIATE", work);
    }

    /** Reads in one snapshot. */
    void snapshot(Work work) throws StoreException {
        transact("BEGIN", work);
    }

    private void transact(String begin, Work work) throws StoreException {
        on(begin).run();
        try {
            work.run();
            on("COMMIT").run();
        } catch (StoreException | RuntimeException e) {
            rollBack(e);
            throw e;
        }
    }

    private void rollBack(Exception cause) {
        try {
            on("ROLLBACK").run();
        } catch (StoreException e) {
            // After some failures SQLite has rolled back by itself.
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() throws StoreException {
        try {
            for (PreparedStatement statement : prepared.values()) {
                statement.close();
            }
            connection.close();
        } catch (SQLException e) {
            throw SqliteFailure.of("close", e);
        }
    }
}
