package org.mopay.server.store.sqlite;

import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.StoreException;
import org.sqlite.SQLiteErrorCode;

import java.sql.SQLException;

/** Names what SQLite has failed with. */
final class SqliteFailure {
    private static final int PRIMARY_CODE = 0xff;

    private SqliteFailure() {}

    static StoreException of(String action, SQLException failure) {
        int code = failure.getErrorCode() & PRIMARY_CODE;
        boolean corrupt = code == SQLiteErrorCode.SQLITE_CORRUPT.code
                || code == SQLiteErrorCode.SQLITE_NOTADB.code;
        return new StoreException(
                corrupt ? ErrorCode.LEDGER_CORRUPT : ErrorCode.STORE_UNAVAILABLE,
                action + ": " + failure.getMessage(),
                failure);
    }
}
