package org.mopay.server.store.sqlite;

import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sql.Binding;
import org.mopay.server.store.sql.Session;
import org.mopay.server.store.sql.Table;
import org.mopay.server.store.sql.Tables;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes rows, each with the statement of its table, prepared when it is first needed. */
final class RowWriter implements Tables.Sink {
    private final Session session;
    private final Map<Table<?>, String> inserts = new HashMap<>();

    RowWriter(Session session) {
        this.session = session;
    }

    @Override
    public <R> void rows(Table<R> table, List<R> rows) throws StoreException {
        if (rows.isEmpty()) {
            return;
        }
        Binding insert = session.on(inserts.computeIfAbsent(table, RowWriter::insert));
        for (R row : rows) {
            table.give(row, insert);
            insert.add();
        }
        insert.runAll();
    }

    private static String insert(Table<?> table) {
        return table.write("VALUES (" + "?, ".repeat(table.width() - 1) + "?)");
    }
}
