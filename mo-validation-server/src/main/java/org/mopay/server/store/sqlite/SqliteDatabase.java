package org.mopay.server.store.sqlite;

import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sql.Database;
import org.sqlite.SQLiteErrorCode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** One file, opened for the writer or for a reader. */
final class SqliteDatabase implements Database {
    private static final int PRIMARY_CODE = 0xff;
    private static final List<String> WRITER = List.of(
            // Of a new file. A commit writes whole pages, so their number counts more than their
            // size.
            "PRAGMA page_size=8192",
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL",
            "PRAGMA foreign_keys=ON",
            "PRAGMA trusted_schema=OFF",
            "PRAGMA cache_size=-32768",
            // See Checkpointer.
            "PRAGMA wal_autocheckpoint=0");
    private static final List<String> READER = List.of(
            "PRAGMA query_only=ON", "PRAGMA trusted_schema=OFF", "PRAGMA busy_timeout=5000");

    private final Path file;
    private final String begin;
    private final List<String> pragmas;

    private SqliteDatabase(Path file, String begin, List<String> pragmas) {
        this.file = file;
        this.begin = begin;
        this.pragmas = pragmas;
    }

    static SqliteDatabase forWriter(Path file) {
        return new SqliteDatabase(file, "IMMEDIATE", WRITER);
    }

    static SqliteDatabase forReader(Path file) {
        return new SqliteDatabase(file, "DEFERRED", READER);
    }

    @Override
    public Connection connect() throws SQLException {
        // Without the second setting every INSERT is followed by a query for its row's number.
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file
                + "?transaction_mode=" + begin + "&jdbc.get_generated_keys=false");
        try (Statement statement = connection.createStatement()) {
            for (String pragma : pragmas) {
                statement.executeUpdate(pragma);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public StoreException failure(String action, SQLException cause) {
        int code = cause.getErrorCode() & PRIMARY_CODE;
        boolean corrupt = code == SQLiteErrorCode.SQLITE_CORRUPT.code
                || code == SQLiteErrorCode.SQLITE_NOTADB.code;
        return new StoreException(
                corrupt ? ErrorCode.LEDGER_CORRUPT : ErrorCode.STORE_UNAVAILABLE,
                action + ": " + cause.getMessage(),
                cause);
    }
}
