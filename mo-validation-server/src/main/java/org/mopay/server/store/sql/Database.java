package org.mopay.server.store.sql;

import org.mopay.server.ledger.book.StoreException;

import java.sql.Connection;
import java.sql.SQLException;

/** How one database is reached, and what its failures mean. */
public interface Database {
    /** A new connection in auto-commit mode, set up for its purpose. */
    Connection connect() throws SQLException;

    /** Names what the database has failed with. */
    StoreException failure(String action, SQLException cause);

    /** Fails if what the database remarks on a commit means that the commit may be lost. */
    default void requireKept(Connection committed) throws SQLException {}

    /**
     * Counts how often connections were lost: one that was made at an earlier count is not used
     * again.
     */
    default int losses() {
        return 0;
    }
}
