package org.mopay.server.store.sql;

import org.jspecify.annotations.Nullable;
import org.mopay.server.ledger.book.StoreException;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * One connection, with each of its statements prepared once. A connection that was lost is made
 * anew when it is next needed. For one thread at a time.
 */
public final class Session implements AutoCloseable {
    private static final int ROWS_AT_A_TIME = 1000;

    private final Database database;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private @Nullable Connection connection;
    private int losses;
    private boolean inTransaction;

    private Session(Database database) {
        this.database = database;
    }

    public static Session open(Database database) throws StoreException {
        Session session = new Session(database);
        session.connection();
        return session;
    }

    private Connection connection() throws StoreException {
        Connection open = connection;
        // Within a transaction nothing is made anew: what is left of the work must fail.
        if (open != null && (inTransaction || losses == database.losses())) {
            return open;
        }
        drop();
        losses = database.losses();
        try {
            open = database.connect();
            connection = open;
            return open;
        } catch (SQLException e) {
            throw database.failure("connect", e);
        }
    }

    /** Gives up a connection that is of no use any more; what it says to that is of no use either. */
    private void drop() {
        prepared.clear();
        Connection lost = connection;
        connection = null;
        if (lost != null) {
            try {
                lost.close();
            } catch (SQLException e) {
                // It was lost before.
            }
        }
    }

    /** A statement, prepared on first use, ready for its parameters. */
    public Binding on(String sql) throws StoreException {
        Connection open = connection();
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = prepare(open, sql);
            prepared.put(sql, statement);
        }
        return new Binding(database, statement);
    }

    private PreparedStatement prepare(Connection open, String sql) throws StoreException {
        try {
            PreparedStatement statement = open.prepareStatement(sql);
            statement.setFetchSize(ROWS_AT_A_TIME);
            return statement;
        } catch (SQLException e) {
            throw database.failure("prepare", e);
        }
    }

    /** Runs statements that have no parameters. */
    public void script(String sql) throws StoreException {
        try (Statement statement = connection().createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw database.failure("run", e);
        }
    }

    /** What is done within a transaction. */
    @FunctionalInterface
    public interface Work {
        void run() throws StoreException;
    }

    /** Does all of the work in one transaction, or nothing; it is committed when this returns. */
    public void transact(Work work) throws StoreException {
        Connection open = connection();
        inTransaction = true;
        try {
            begin(open);
            try {
                work.run();
            } catch (StoreException | RuntimeException e) {
                rollBack(open, e);
                throw e;
            }
            commit(open);
        } finally {
            inTransaction = false;
        }
    }

    private void begin(Connection open) throws StoreException {
        try {
            open.setAutoCommit(false);
        } catch (SQLException e) {
            throw database.failure("begin", e);
        }
    }

    private void commit(Connection open) throws StoreException {
        try {
            // This commits. To commit first would open one more transaction in some drivers.
            open.setAutoCommit(true);
            database.requireKept(open);
        } catch (SQLException e) {
            StoreException failure = database.failure("commit", e);
            rollBack(open, failure);
            throw failure;
        }
    }

    private static void rollBack(Connection open, Exception cause) {
        try {
            open.rollback();
            open.setAutoCommit(true);
        } catch (SQLException e) {
            // After some failures the database has rolled back by itself.
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() throws StoreException {
        try {
            for (PreparedStatement statement : prepared.values()) {
                statement.close();
            }
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw database.failure("close", e);
        }
    }
}
