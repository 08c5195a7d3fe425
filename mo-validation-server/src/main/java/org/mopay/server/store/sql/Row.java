package org.mopay.server.store.sql;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A row of a result, read column by column from the left. */
public final class Row {
    private final ResultSet result;
    private int column;

    Row(ResultSet result) {
        this.result = result;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    public interface Mapper<T> {
        T map(Row row) throws SQLException;
    }

    /** Moves to the next row. */
    public boolean next() throws SQLException {
        column = 0;
        return result.next();
    }

    public long integer() throws SQLException {
        return result.getLong(++column);
    }

    /** A count, an index, or the number of a constant. */
    public int small() throws SQLException {
        return result.getInt(++column);
    }

    public @Nullable Integer smallOrNull() throws SQLException {
        int value = result.getInt(++column);
        return result.wasNull() ? null : value;
    }

    public String text() throws SQLException {
        return result.getString(++column);
    }

    public @Nullable String textOrNull() throws SQLException {
        return result.getString(++column);
    }

    public Bytes blob() throws SQLException {
        byte[] value = result.getBytes(++column);
        // The driver gives null for a blob of no bytes, too.
        return value == null ? Bytes.empty() : Bytes.copyOf(value);
    }

    public @Nullable Bytes blobOrNull() throws SQLException {
        byte[] value = result.getBytes(++column);
        return value == null ? null : Bytes.copyOf(value);
    }

    /** The elements of an array, which not every database has. */
    public Object array() throws SQLException {
        return result.getArray(++column).getArray();
    }

    public Bytes device() throws SQLException {
        return DeviceId.toBytes(integer());
    }

    public @Nullable Bytes deviceOrNull() throws SQLException {
        long value = integer();
        return result.wasNull() ? null : DeviceId.toBytes(value);
    }
}
