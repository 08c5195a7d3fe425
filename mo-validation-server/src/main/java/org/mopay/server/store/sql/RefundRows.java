package org.mopay.server.store.sql;

import org.mopay.server.ledger.book.PaymentIdentity;
import org.mopay.server.ledger.book.RefundRecord;
import org.mopay.server.ledger.book.StoreException;

import java.sql.SQLException;

/** The table {@code refund} and {@link RefundRecord}. */
final class RefundRows {
    /** All columns in the order {@link #read} takes them; ends where a condition can follow. */
    static final String SELECT = "SELECT r.entry, r.refund_id, r.r, r.refund_digest,"
            + " r.status, r.code, r.category, r.payment_id,"
            + " giver.number, giver.name, giver.kind, giver.verified_name,"
            + " r.giver_device, r.giver_balance,"
            + " receiver.number, receiver.name, receiver.kind, receiver.verified_name,"
            + " r.asset, r.exponent, r.amount, r.total, r.reason, r.issuer_key_id, r.decided_at"
            + " FROM refund r"
            + " JOIN account giver ON giver.number = r.giver_account"
            + " LEFT JOIN account receiver ON receiver.number = r.receiver_account";

    static final Table<RefundRecord> TABLE = Table.of(
            "refund",
            "entry, refund_id, r, refund_digest, status, code, category, payment_id, giver_account,"
                    + " giver_device, giver_balance, receiver_account, asset, exponent, amount,"
                    + " total, reason, issuer_key_id, decided_at",
            RefundRows::give);

    private RefundRows() {}

    private static void give(RefundRecord refund, Values to) throws StoreException {
        RefundRecord.Giver giver = refund.giver();
        to.integer(refund.entry())
                .blob(refund.identity().paymentId())
                .blob(refund.identity().d())
                .blob(refund.identity().authorizationDigest());
        RulingColumns.give(refund.ruling(), to);
        to.blob(refund.paymentId())
                .integer(giver.account().number())
                .device(giver.device())
                .integer(giver.balance())
                .account(refund.receiver())
                .text(refund.asset().code())
                .integer(refund.asset().exponent())
                .integer(refund.amount())
                .integer(refund.total())
                .text(refund.reason())
                .integer(refund.issuerKeyId())
                .integer(refund.decidedAt());
    }

    static RefundRecord read(Row row) throws SQLException {
        return new RefundRecord(
                row.integer(),
                new PaymentIdentity(row.blob(), row.blob(), row.blob()),
                RulingColumns.read(row),
                row.blob(),
                new RefundRecord.Giver(LedgerRows.account(row), row.device(), row.integer()),
                LedgerRows.accountOrNull(row),
                LedgerRows.asset(row),
                row.integer(),
                row.integer(),
                row.text(),
                row.small(),
                row.integer());
    }
}
