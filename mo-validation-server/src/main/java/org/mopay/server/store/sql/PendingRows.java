package org.mopay.server.store.sql;

import org.mopay.core.otp.OtpThrottle;
import org.mopay.server.ledger.book.DecidedPayment;
import org.mopay.server.ledger.book.PaymentStep;
import org.mopay.server.ledger.book.SecondFactor;
import org.mopay.server.ledger.book.SecondFactorEvent;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.Waiting;

import java.sql.SQLException;

/**
 * The tables {@code pending_payment}, {@code open_payment}, {@code payment_step}, {@code second_factor}
 * and {@code second_factor_event}.
 */
final class PendingRows {
    private static final String FACTOR_COLUMNS =
            "account, wrapped_secret, last_step, failures, locked_until, set_at";

    static final Table<DecidedPayment> TABLE = Table.of(
            "pending_payment",
            "payment, d, reason, deadline, attempts",
            (decided, to) -> give(decided, to));

    static final Table<DecidedPayment> OPENED = Table.of(
            "open_payment",
            "payment",
            (decided, to) -> to.integer(decided.payment().entry()));

    static final Table<PaymentStep> ENDED =
            Table.removing("open_payment", "payment", (step, to) -> to.integer(step.payment()));

    static final Table<PaymentStep> STEP = Table.of(
            "payment_step",
            "entry, payment, number, status, code, category, payer_balance, reason,"
                    + " issuer_key_id, decided_at",
            PendingRows::give);

    static final Table<SecondFactor> SECOND_FACTOR = Table.<SecondFactor>of(
                    "second_factor",
                    FACTOR_COLUMNS,
                    (factor, to) -> to.integer(factor.account())
                            .blob(factor.wrappedSecret())
                            .integer(factor.lastStep())
                            .integer(factor.throttle().failures())
                            .integer(factor.throttle().lockedUntil())
                            .integer(factor.setAt()))
            .replacing("account", "wrapped_secret, last_step, failures, locked_until, set_at");

    static final Table<SecondFactorEvent> SECOND_FACTOR_EVENT = Table.of(
            "second_factor_event",
            "entry, account, reason, at",
            (event, to) -> to.integer(event.entry())
                    .integer(event.account())
                    .text(event.reason())
                    .integer(event.at()));

    /** All columns in the order {@link #readStep} takes them; ends where a condition can follow. */
    static final String SELECT_STEP = "SELECT s.entry, s.payment, s.number,"
            + " s.status, s.code, s.category, w.reason, w.deadline, w.attempts, s.number,"
            + " s.payer_balance, s.reason, s.issuer_key_id, s.decided_at"
            + " FROM payment_step s LEFT JOIN pending_payment w ON w.payment = s.payment";

    /** As {@link #SELECT_STEP}, for {@link #readFactor}. */
    static final String SELECT_FACTOR = "SELECT " + FACTOR_COLUMNS + " FROM second_factor";

    /** As {@link #SELECT_STEP}, for {@link #readEvent}. */
    static final String SELECT_EVENT = "SELECT entry, account, reason, at FROM second_factor_event";

    private PendingRows() {}

    private static void give(DecidedPayment decided, Values to) throws StoreException {
        Waiting waiting = decided.payment().ruling().waiting();
        if (waiting == null) {
            throw new IllegalArgumentException("the payment does not wait");
        }
        to.integer(decided.payment().entry())
                .blob(decided.payment().identity().d())
                .integer(waiting.reason().code())
                .integer(waiting.deadline())
                .integer(waiting.attempts());
    }

    private static void give(PaymentStep step, Values to) throws StoreException {
        to.integer(step.entry()).integer(step.payment()).integer(step.number());
        RulingColumns.give(step.ruling(), to);
        to.integer(step.payerBalance())
                .text(step.reason())
                .integer(step.issuerKeyId())
                .integer(step.decidedAt());
    }

    static PaymentStep readStep(Row row) throws SQLException {
        return new PaymentStep(
                row.integer(),
                row.integer(),
                row.small(),
                RulingColumns.readWaiting(row),
                row.integer(),
                row.text(),
                row.small(),
                row.integer());
    }

    static SecondFactorEvent readEvent(Row row) throws SQLException {
        return new SecondFactorEvent(row.integer(), row.integer(), row.text(), row.integer());
    }

    static SecondFactor readFactor(Row row) throws SQLException {
        return new SecondFactor(
                row.integer(),
                row.blob(),
                row.integer(),
                new OtpThrottle(row.small(), row.integer()),
                row.integer());
    }
}
