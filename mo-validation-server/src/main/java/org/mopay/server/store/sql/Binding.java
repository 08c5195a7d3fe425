package org.mopay.server.store.sql;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.StoreException;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A prepared statement whose parameters are given one after the other, and then run. */
public final class Binding implements Values {
    private final Database database;
    private final PreparedStatement statement;
    private int parameter;

    Binding(Database database, PreparedStatement statement) {
        this.database = database;
        this.statement = statement;
    }

    /** Receives a row. */
    @FunctionalInterface
    public interface Receiver {
        void row(Row row) throws SQLException;
    }

    /** Gives one parameter. */
    @FunctionalInterface
    public interface Parameter {
        void set(PreparedStatement statement, int at) throws SQLException;
    }

    /** A parameter of a type that only one database has. */
    public Binding with(Parameter value) throws StoreException {
        try {
            value.set(statement, ++parameter);
            return this;
        } catch (SQLException e) {
            throw database.failure("bind", e);
        }
    }

    @Override
    public Binding integer(long value) throws StoreException {
        return with((on, at) -> on.setLong(at, value));
    }

    @Override
    public Binding integer(@Nullable Integer value) throws StoreException {
        return value == null ? nothing() : integer(value.longValue());
    }

    @Override
    public Binding text(@Nullable String value) throws StoreException {
        return with((on, at) -> on.setString(at, value));
    }

    @Override
    public Binding blob(Bytes value) throws StoreException {
        return with((on, at) -> on.setBytes(at, value.toArray()));
    }

    @Override
    public Binding account(@Nullable Account value) throws StoreException {
        return value == null ? nothing() : integer(value.number());
    }

    @Override
    public Binding device(@Nullable Bytes value) throws StoreException {
        return value == null ? nothing() : integer(DeviceId.toInteger(value));
    }

    private Binding nothing() throws StoreException {
        return with((on, at) -> on.setNull(at, Types.BIGINT));
    }

    /** Keeps the parameters for {@link #runAll}, and starts with the first again. */
    public void add() throws StoreException {
        try {
            statement.addBatch();
            parameter = 0;
        } catch (SQLException e) {
            throw database.failure("bind", e);
        }
    }

    /** Runs the statement once for all that was added. */
    public void runAll() throws StoreException {
        try {
            statement.executeBatch();
        } catch (SQLException e) {
            throw database.failure("write", e);
        }
    }

    /** Runs a statement that answers nothing. */
    public void run() throws StoreException {
        try {
            statement.execute();
            parameter = 0;
        } catch (SQLException e) {
            throw database.failure("write", e);
        }
    }

    /** Runs a statement of several parts and says how many rows each changed; -1 for a question. */
    public List<Integer> runParts() throws StoreException {
        try {
            List<Integer> counts = new ArrayList<>();
            boolean question = statement.execute();
            int count = statement.getUpdateCount();
            while (question || count >= 0) {
                counts.add(count);
                question = statement.getMoreResults();
                count = statement.getUpdateCount();
            }
            return counts;
        } catch (SQLException e) {
            throw database.failure("write", e);
        }
    }

    public <T> Optional<T> first(Row.Mapper<T> mapper) throws StoreException {
        try (ResultSet result = statement.executeQuery()) {
            Row row = new Row(result);
            return row.next() ? Optional.of(mapper.map(row)) : Optional.empty();
        } catch (SQLException e) {
            throw database.failure("read", e);
        }
    }

    public <T> List<T> all(Row.Mapper<T> mapper) throws StoreException {
        List<T> values = new ArrayList<>();
        each(row -> values.add(mapper.map(row)));
        return values;
    }

    public void each(Receiver receiver) throws StoreException {
        try (ResultSet result = statement.executeQuery()) {
            Row row = new Row(result);
            while (row.next()) {
                receiver.row(row);
            }
        } catch (SQLException e) {
            throw database.failure("read", e);
        }
    }
}
