package org.mopay.server.store.sql;

import org.mopay.server.ledger.book.StoreException;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as rows are written to it.
 *
 * @param <R> what one row holds
 */
public final class Table<R> {
    private final String name;
    private final List<String> columns;
    private final Columns<R> values;
    private final String before;
    private final String after;

    private Table(
            String name, List<String> columns, Columns<R> values, String before, String after) {
        this.name = name;
        this.columns = columns;
        this.values = values;
        this.before = before;
        this.after = after;
    }

    /** Gives a row's values, in the order of the table's columns. */
    @FunctionalInterface
    interface Columns<R> {
        void give(R row, Values to) throws StoreException;
    }

    /** A table whose rows are new. */
    static <R> Table<R> of(String name, String columns, Columns<R> values) {
        return new Table<>(
                name,
                List.of(columns.split(", ", -1)),
                values,
                "INSERT INTO " + name + " (" + columns + ") ",
                "");
    }

    /** A table of which the rows with these keys are removed. */
    static <R> Table<R> removing(String name, String key, Columns<R> values) {
        return new Table<>(
                name, List.of(key), values, "DELETE FROM " + name + " WHERE " + key + " IN (", ")");
    }

    /** The same table, where a row of the same key takes over the values of these columns. */
    Table<R> replacing(String key, String changing) {
        String changes = List.of(changing.split(", ", -1)).stream()
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        return new Table<>(
                name,
                columns,
                values,
                before,
                " ON CONFLICT (" + key + ") DO UPDATE SET " + changes);
    }

    public String name() {
        return name;
    }

    public int width() {
        return columns.size();
    }

    /**
     * The statement that writes rows, or removes them.
     *
     * @param source where their values come from, such as {@code VALUES (?, ?)}
     */
    public String write(String source) {
        return before + source + after;
    }

    public void give(R row, Values to) throws StoreException {
        values.give(row, to);
    }
}
