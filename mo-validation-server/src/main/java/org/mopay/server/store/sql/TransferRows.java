package org.mopay.server.store.sql;

import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.TransferEnd;
import org.mopay.server.ledger.book.TransferOutcome;
import org.mopay.server.ledger.book.TransferRecord;

import java.sql.SQLException;

/** The tables {@code transfer} and {@code transfer_end}. */
final class TransferRows {
    static final Table<TransferRecord> TABLE = Table.of(
            "transfer",
            "entry, id, from_account, to_account, holding, asset, exponent, amount, deadline,"
                    + " reason, reserved_at",
            (transfer, to) -> to.integer(transfer.entry())
                    .text(transfer.id())
                    .integer(transfer.from().number())
                    .integer(transfer.to().number())
                    .integer(transfer.holding().code())
                    .text(transfer.asset().code())
                    .integer(transfer.asset().exponent())
                    .integer(transfer.amount())
                    .integer(transfer.deadline())
                    .text(transfer.reason())
                    .integer(transfer.at()));

    static final Table<TransferEnd> END = Table.of(
            "transfer_end",
            "entry, id, outcome, posted, reason, ended_at",
            (end, to) -> to.integer(end.entry())
                    .text(end.id())
                    .integer(end.outcome().code())
                    .integer(end.posted())
                    .text(end.reason())
                    .integer(end.at()));

    /** All columns in the order {@link #read} takes them; ends where a condition can follow. */
    static final String SELECT = "SELECT t.entry, t.id, f.number, f.name, f.kind, f.verified_name,"
            + " g.number, g.name, g.kind, g.verified_name, t.holding, t.asset, t.exponent,"
            + " t.amount, t.deadline, t.reason, t.reserved_at FROM transfer t"
            + " JOIN account f ON f.number = t.from_account"
            + " JOIN account g ON g.number = t.to_account";

    static final String SELECT_OPEN = SELECT
            + " WHERE NOT EXISTS (SELECT 1 FROM transfer_end e WHERE e.id = t.id)"
            + " ORDER BY t.entry";

    /** As {@link #SELECT}, for {@link #readEnd}. */
    static final String SELECT_END =
            "SELECT entry, id, outcome, posted, reason, ended_at FROM transfer_end";

    private TransferRows() {}

    static TransferRecord read(Row row) throws SQLException {
        return new TransferRecord(
                row.integer(),
                row.text(),
                LedgerRows.account(row),
                LedgerRows.account(row),
                AccountKind.ofCode(row.small()),
                LedgerRows.asset(row),
                row.integer(),
                row.integer(),
                row.text(),
                row.integer());
    }

    static TransferEnd readEnd(Row row) throws SQLException {
        return new TransferEnd(
                row.integer(),
                row.text(),
                TransferOutcome.ofCode(row.small()),
                row.integer(),
                row.text(),
                row.integer());
    }
}
