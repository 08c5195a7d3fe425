package org.mopay.server.store.postgres;

import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.AccountBalance;
import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.Posting;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sql.Binding;
import org.mopay.server.store.sql.Table;
import org.mopay.server.store.sql.Tables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything a batch writes, as one statement with a part for each table, which is sent at once. Rows
 * travel as arrays, one a column. Each part must change as many rows as it was given; a row that was
 * not decided on what the database holds is missing from the count.
 */
final class BatchStatement implements Tables.Sink {
    // What only ever grows: a row that was decided on an older state than the database's is
    // refused.
    private static final Map<String, String> GROWING = Map.of(
            "asset",
            "asset.payments <= excluded.payments",
            "request",
            "request.uses + 2 * request.given_back < excluded.uses + 2 * excluded.given_back"
                    + " OR request.cancelled_at < excluded.cancelled_at",
            "request_payer",
            "request_payer.turns < excluded.turns",
            "activation",
            "activation.device IS NULL",
            "device",
            "device.next_index <= excluded.next_index"
                    + " AND length(device.spent) <= length(excluded.spent)"
                    + " AND length(device.engaged) <= length(excluded.engaged)");
    private static final String OPEN_BALANCES =
            "INSERT INTO balance (account, asset, amount, last_posting, below_zero)"
                    + " SELECT n.account, n.asset, 0, 0, a.kind = 4"
                    + " FROM unnest(?::bigint[], ?::text[]) AS n (account, asset)"
                    + " JOIN account a ON a.number = n.account ON CONFLICT DO NOTHING";
    private static final String MOVE_BALANCES = "UPDATE balance b"
            + " SET amount = b.amount + c.change, last_posting = c.last_posting"
            + " FROM unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])"
            + " AS c (account, asset, before, change, last_posting)"
            + " WHERE b.account = c.account AND b.asset = c.asset AND b.amount = c.before";

    private final List<Part> parts = new ArrayList<>();
    private final Map<Slot, Long> changes = new HashMap<>();

    private BatchStatement(Batch batch) {
        for (Posting posting : batch.postings()) {
            changes.merge(
                    new Slot(posting.account(), posting.asset()), posting.amount(), Long::sum);
        }
    }

    /** One balance of one account. */
    private record Slot(long account, String asset) {}

    /** What one table gets; how many rows must change, or -1 for any number. */
    private record Part(String name, String sql, ColumnArrays rows, int expected) {}

    static BatchStatement of(Batch batch) throws StoreException {
        BatchStatement statement = new BatchStatement(batch);
        Tables.each(batch, statement);
        return statement;
    }

    @Override
    public <R> void rows(Table<R> table, List<R> rows) throws StoreException {
        if (rows.isEmpty()) {
            return;
        }
        if (table.equals(Tables.BALANCE)) {
            balances(rows.stream().map(AccountBalance.class::cast).toList());
            return;
        }
        ColumnArrays columns = new ColumnArrays(table.width());
        for (R row : rows) {
            table.give(row, columns);
            columns.endRow();
        }
        String growing = GROWING.get(table.name());
        String sql = table.write("SELECT * FROM unnest(" + columns.placeholders() + ")")
                + (growing == null ? "" : " WHERE " + growing);
        parts.add(new Part(table.name(), sql, columns, rows.size()));
    }

    /** Adds what moved to what is there, if that is what was decided on. */
    private void balances(List<AccountBalance> balances) throws StoreException {
        List<AccountBalance> sorted = new ArrayList<>(balances);
        sorted.sort(Comparator.comparingLong(AccountBalance::account)
                .thenComparing(AccountBalance::asset));
        ColumnArrays fresh = new ColumnArrays(2);
        ColumnArrays moved = new ColumnArrays(5);
        int maybeFresh = 0;
        for (AccountBalance balance : sorted) {
            long change = changes.getOrDefault(new Slot(balance.account(), balance.asset()), 0L);
            long before = balance.amount() - change;
            if (before == 0) {
                maybeFresh++;
                fresh.integer(balance.account()).text(balance.asset());
                fresh.endRow();
            }
            moved.integer(balance.account())
                    .text(balance.asset())
                    .integer(before)
                    .integer(change)
                    .integer(balance.lastPosting());
            moved.endRow();
        }
        if (maybeFresh > 0) {
            parts.add(new Part("balance", OPEN_BALANCES, fresh, -1));
        }
        parts.add(new Part("balance", MOVE_BALANCES, moved, sorted.size()));
    }

    /** The statement of all parts, to follow those that make sure of the batch's place. */
    String sql() {
        return parts.stream().map(Part::sql).collect(Collectors.joining("; "));
    }

    void bind(Binding to) throws StoreException {
        for (Part part : parts) {
            part.rows().bind(to);
        }
    }

    /**
     * Makes sure that every row was written.
     *
     * @param counts of the parts, in order
     */
    void requireAll(List<Integer> counts) throws StoreException {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.expected() >= 0 && counts.get(i) != part.expected()) {
                throw new StoreException(
                        ErrorCode.LEDGER_CORRUPT,
                        part.name() + ": " + counts.get(i) + " rows of " + part.expected()
                                + " were what the batch was decided on");
            }
        }
    }
}
