package org.mopay.server.store.sql;

import org.mopay.server.ledger.book.Charge;
import org.mopay.server.ledger.book.DecidedPayment;
import org.mopay.server.ledger.book.FeeBearer;
import org.mopay.server.ledger.book.PaymentIdentity;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.StoreException;

import java.sql.SQLException;

/** The table {@code payment} and {@link PaymentRecord}. */
final class PaymentRows {
    private static final String COLUMNS =
            "SELECT p.entry, p.payment_id, p.d, p.authorization_digest,"
                    + " coalesce(s.status, p.status), coalesce(s.code, p.code),"
                    + " coalesce(s.category, p.category),"
                    + " w.reason, w.deadline, w.attempts, coalesce(s.number, 0),"
                    + " payer.number, payer.name, payer.kind, payer.verified_name,"
                    + " p.payer_device, p.payer_alias, coalesce(s.payer_balance, p.payer_balance),"
                    + " payee.number, payee.name, payee.kind, payee.verified_name,"
                    + " p.payee_device, p.payee_alias,"
                    + " p.asset, p.exponent, p.amount, p.fee, p.fee_bearer,"
                    + " p.request_digest, p.memo, coalesce(s.issuer_key_id, p.issuer_key_id),"
                    + " coalesce(s.decided_at, p.decided_at)"
                    + " FROM payment p"
                    + " JOIN account payer ON payer.number = p.payer_account"
                    + " JOIN account payee ON payee.number = p.payee_account"
                    + " LEFT JOIN pending_payment w ON p.status = 3 AND w.payment = p.entry"
                    + " LEFT JOIN payment_step s ON s.payment = w.payment AND s.number = ";

    /**
     * Payments as they stand: all columns in the order {@link #read} takes them; ends where a
     * condition can follow.
     */
    static final String SELECT =
            COLUMNS + "(SELECT max(n.number) FROM payment_step n WHERE n.payment = w.payment)";

    /** As {@link #SELECT}, but as they were first decided: there is no step before the first. */
    static final String SELECT_FIRST = COLUMNS + "0";

    static final String SELECT_PENDING =
            SELECT + " WHERE p.entry IN (SELECT payment FROM open_payment) ORDER BY p.entry";

    /** As {@link #SELECT_PENDING}, so many after one. */
    static final String SELECT_NEXT_PENDING = SELECT
            + " WHERE p.entry IN (SELECT payment FROM open_payment WHERE payment > ?"
            + " ORDER BY payment LIMIT ?) ORDER BY p.entry";

    static final Table<DecidedPayment> TABLE = Table.of(
            "payment",
            "entry, payment_id, d, authorization_digest, status, code, category, payer_account,"
                    + " payer_device, payer_alias, payer_balance, payee_account, payee_device,"
                    + " payee_alias, asset, exponent, amount, fee, fee_bearer, request_digest, memo,"
                    + " issuer_key_id, decided_at",
            (decided, to) -> give(decided.payment(), to));

    private PaymentRows() {}

    private static void give(PaymentRecord payment, Values to) throws StoreException {
        PaymentIdentity identity = payment.identity();
        Charge charge = payment.charge();
        to.integer(payment.entry())
                .blob(identity.paymentId())
                .blob(identity.d())
                .blob(identity.authorizationDigest());
        RulingColumns.give(payment.ruling(), to);
        to.integer(payment.payer().account().number())
                .device(payment.payer().device())
                .integer(payment.payer().alias())
                .integer(payment.payer().balance())
                .integer(payment.payee().account().number())
                .device(payment.payee().device())
                .integer(payment.payee().alias())
                .text(charge.asset().code())
                .integer(charge.asset().exponent())
                .integer(charge.amount())
                .integer(charge.fee())
                .integer(charge.feeBearer().code())
                .blob(payment.requestDigest())
                .text(payment.memo())
                .integer(payment.issuerKeyId())
                .integer(payment.decidedAt());
    }

    static PaymentRecord read(Row row) throws SQLException {
        return new PaymentRecord(
                row.integer(),
                new PaymentIdentity(row.blob(), row.blob(), row.blob()),
                RulingColumns.readWaiting(row),
                new PaymentRecord.Payer(
                        LedgerRows.account(row), row.device(), row.small(), row.integer()),
                new PaymentRecord.Payee(LedgerRows.account(row), row.device(), row.smallOrNull()),
                new Charge(
                        LedgerRows.asset(row),
                        row.integer(),
                        row.integer(),
                        FeeBearer.ofCode(row.small())),
                row.blob(),
                row.text(),
                row.small(),
                row.integer());
    }
}
