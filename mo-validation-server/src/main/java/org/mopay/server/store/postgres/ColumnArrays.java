package org.mopay.server.store.postgres;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sql.Binding;
import org.mopay.server.store.sql.DeviceId;
import org.mopay.server.store.sql.Values;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows gathered column by column, so that they travel as one array a column. */
final class ColumnArrays implements Values {
    private final Column[] columns;
    private int at;

    ColumnArrays(int width) {
        columns = Stream.generate(Column::new).limit(width).toArray(Column[]::new);
    }

    /** The values of one column, and the type that they all have. */
    private static final class Column {
        private final List<@Nullable Object> values = new ArrayList<>();
        private Type type = Type.BIGINT;
    }

    /** The types that columns of rows have on their way. */
    private enum Type {
        BIGINT("int8") {
            @Override
            Object[] array(int size) {
                return new Long[size];
            }
        },
        TEXT("text") {
            @Override
            Object[] array(int size) {
                return new String[size];
            }
        },
        BYTEA("bytea") {
            @Override
            Object[] array(int size) {
                return new byte[size][];
            }
        };

        private final String element;

        Type(String element) {
            this.element = element;
        }

        abstract Object[] array(int size);
    }

    private ColumnArrays add(Type type, @Nullable Object value) {
        Column column = columns[at++];
        column.type = type;
        column.values.add(value);
        return this;
    }

    @Override
    public ColumnArrays integer(long value) {
        return add(Type.BIGINT, value);
    }

    @Override
    public ColumnArrays integer(@Nullable Integer value) {
        return add(Type.BIGINT, value == null ? null : Long.valueOf(value));
    }

    @Override
    public ColumnArrays text(@Nullable String value) {
        return add(Type.TEXT, value);
    }

    @Override
    public ColumnArrays blob(Bytes value) {
        return add(Type.BYTEA, value.toArray());
    }

    @Override
    public ColumnArrays account(@Nullable Account value) {
        return add(Type.BIGINT, value == null ? null : Long.valueOf(value.number()));
    }

    @Override
    public ColumnArrays device(@Nullable Bytes value) {
        return add(Type.BIGINT, value == null ? null : Long.valueOf(DeviceId.toInteger(value)));
    }

    /** The next value is the first of another row. */
    void endRow() {
        at = 0;
    }

    /** A parameter for each column. */
    String placeholders() {
        return Stream.of(columns)
                .map(column -> "?::" + column.type.element + "[]")
                .collect(Collectors.joining(", "));
    }

    void bind(Binding to) throws StoreException {
        for (Column column : columns) {
            Object[] values = column.values.toArray(column.type.array(0));
            to.with((statement, parameter) -> statement.setArray(
                    parameter,
                    statement.getConnection().createArrayOf(column.type.element, values)));
        }
    }
}
