package org.mopay.server.store.sqlite;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.StoreException;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A prepared statement whose parameters are given one after the other, and then run. */
final class Binding {
    private final PreparedStatement statement;
    private int parameter;

    Binding(PreparedStatement statement) {
        this.statement = statement;
    }

    /** Receives a row. */
    @FunctionalInterface
    interface Receiver {
        void row(Row row) throws SQLException;
    }

    Binding integer(long value) throws StoreException {
        try {
            statement.setLong(++parameter, value);
            return this;
        } catch (SQLException e) {
            throw SqliteFailure.of("bind", e);
        }
    }

    Binding integer(@Nullable Integer value) throws StoreException {
        return value == null ? nothing() : integer(value.longValue());
    }

    Binding text(@Nullable String value) throws StoreException {
        try {
            statement.setString(++parameter, value);
            return this;
        } catch (SQLException e) {
            throw SqliteFailure.of("bind", e);
        }
    }

    Binding blob(Bytes value) throws StoreException {
        try {
            statement.setBytes(++parameter, value.toArray());
            return this;
        } catch (SQLException e) {
            throw SqliteFailure.of("bind", e);
        }
    }

    Binding device(@Nullable Bytes value) throws StoreException {
        return value == null ? nothing() : integer(DeviceId.toInteger(value));
    }

    /** The number of an account, if there is one. */
    Binding number(@Nullable Account account) throws StoreException {
        return account == null ? nothing() : integer(account.number());
    }

    private Binding nothing() throws StoreException {
        try {
            statement.setObject(++parameter, null);
            return this;
        } catch (SQLException e) {
            throw SqliteFailure.of("bind", e);
        }
    }

    void run() throws StoreException {
        try {
            statement.execute();
        } catch (SQLException e) {
            throw SqliteFailure.of("write", e);
        }
    }

    <T> Optional<T> first(Row.Mapper<T> mapper) throws StoreException {
        try (ResultSet result = statement.executeQuery()) {
            Row row = new Row(result);
            return row.next() ? Optional.of(mapper.map(row)) : Optional.empty();
        } catch (SQLException e) {
            throw SqliteFailure.of("read", e);
        }
    }

    <T> List<T> all(Row.Mapper<T> mapper) throws StoreException {
        List<T> values = new ArrayList<>();
        each(row -> values.add(mapper.map(row)));
        return values;
    }

    void each(Receiver receiver) throws StoreException {
        try (ResultSet result = statement.executeQuery()) {
            Row row = new Row(result);
            while (row.next()) {
                receiver.row(row);
            }
        } catch (SQLException e) {
            throw SqliteFailure.of("read", e);
        }
    }
}
