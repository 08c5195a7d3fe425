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
    /** All columns in the order {@link #read} takes them; ends where a condition can follow. */
    static final String SELECT = "SELECT p.entry, p.payment_id, p.d, p.authorization_digest,"
            + " p.status, p.code, p.category,"
            + " payer.number, payer.name, payer.kind, payer.verified_name,"
            + " p.payer_device, p.payer_alias, p.payer_balance,"
            + " payee.number, payee.name, payee.kind, payee.verified_name,"
            + " p.payee_device, p.payee_alias,"
            + " p.asset, p.exponent, p.amount, p.fee, p.fee_bearer,"
            + " p.request_digest, p.memo, p.issuer_key_id, p.decided_at"
            + " FROM payment p"
            + " JOIN account payer ON payer.number = p.payer_account"
            + " JOIN account payee ON payee.number = p.payee_account";

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
                RulingColumns.read(row),
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
