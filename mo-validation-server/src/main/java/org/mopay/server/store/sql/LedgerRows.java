package org.mopay.server.store.sql;

import org.jspecify.annotations.Nullable;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountBalance;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.AssetUse;
import org.mopay.server.ledger.book.DeviceEvent;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.DeviceUse;
import org.mopay.server.ledger.book.LedgerImage;
import org.mopay.server.ledger.book.LedgerScan;
import org.mopay.server.ledger.book.Posting;
import org.mopay.server.ledger.book.RequestUse;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TopUpRecord;

import java.sql.SQLException;

/** Reads whole tables, in the order a {@link LedgerImage} and a {@link LedgerScan} take them. */
public final class LedgerRows {
    public static final String SELECT_ASSET = "SELECT code, exponent, payments FROM asset";
    public static final String SELECT_ACCOUNT =
            "SELECT number, name, kind, verified_name FROM account";
    public static final String SELECT_BALANCE =
            "SELECT account, asset, amount, last_posting FROM balance";
    public static final String SELECT_DEVICE =
            "SELECT device, account, status, next_index, refills, spent, engaged,"
                    + " otp_failures, otp_locked_until FROM device JOIN enrolment USING (device)";

    public static final String SELECT_FACTOR = PendingRows.SELECT_FACTOR;

    /** All columns in the order {@link #request} takes them; ends where a condition can follow. */
    static final String SELECT_REQUEST =
            "SELECT request, settled, uses, given_back, expires_at, cancelled_at FROM request";

    /** All columns in the order {@link #topUp} takes them; ends where a condition can follow. */
    static final String SELECT_TOP_UP = "SELECT t.entry, t.idempotency_key,"
            + " a.number, a.name, a.kind, a.verified_name, t.against, s.code, s.exponent,"
            + " t.amount, t.reason, t.sequence, t.balance, t.recorded_at"
            + " FROM top_up t"
            + " JOIN account a ON a.number = t.account"
            + " JOIN asset s ON s.code = t.asset";

    private static final String LAST_ENTRY = "SELECT coalesce(max(entry), 0),"
            + " (SELECT coalesce(max(sequence), 0) FROM posting) FROM ("
            + "SELECT max(entry) AS entry FROM payment"
            + " UNION ALL SELECT max(entry) FROM payment_step"
            + " UNION ALL SELECT max(entry) FROM refund"
            + " UNION ALL SELECT max(entry) FROM signed_message"
            + " UNION ALL SELECT max(entry) FROM transfer"
            + " UNION ALL SELECT max(entry) FROM transfer_end"
            + " UNION ALL SELECT max(entry) FROM top_up"
            + " UNION ALL SELECT max(entry) FROM device_event"
            + " UNION ALL SELECT max(entry) FROM second_factor_event) AS newest";

    private LedgerRows() {}

    public static void load(Session session, LedgerImage image) throws StoreException {
        assets(session.on(SELECT_ASSET), image);
        accounts(session.on(SELECT_ACCOUNT), image);
        balances(session.on(SELECT_BALANCE), image);
        devices(session.on(SELECT_DEVICE), image);
        secondFactors(session.on(SELECT_FACTOR), image);
        transfers(session, image);
        pendingPayments(session, image);
        counters(session, image);
    }

    public static void assets(Binding query, LedgerImage image) throws StoreException {
        query.each(row -> image.asset(new AssetUse(asset(row), row.integer())));
    }

    public static void accounts(Binding query, LedgerImage image) throws StoreException {
        query.each(row -> image.account(account(row)));
    }

    public static void balances(Binding query, LedgerImage image) throws StoreException {
        query.each(row -> image.balance(
                new AccountBalance(row.integer(), row.text(), row.integer(), row.integer())));
    }

    public static void devices(Binding query, LedgerImage image) throws StoreException {
        query.each(row -> image.device(device(row)));
    }

    public static void transfers(Session session, LedgerImage image) throws StoreException {
        image.transfers(session.on(TransferRows.SELECT_OPEN).all(TransferRows::read));
    }

    public static void pendingPayments(Session session, LedgerImage image) throws StoreException {
        image.pendingPayments(session.on(PaymentRows.SELECT_PENDING).all(PaymentRows::read));
    }

    public static void secondFactors(Binding query, LedgerImage image) throws StoreException {
        query.each(row -> image.secondFactor(PendingRows.readFactor(row)));
    }

    public static void counters(Session session, LedgerImage image) throws StoreException {
        session.on(LAST_ENTRY).each(row -> image.counters(row.integer(), row.integer()));
    }

    static void scan(Session session, LedgerScan scan) throws StoreException {
        load(session, scan);
        session.on("SELECT sequence, entry, account, asset, amount, balance, previous"
                        + " FROM posting ORDER BY sequence")
                .each(row -> scan.posting(posting(row)));
        session.on(SELECT_TOP_UP + " ORDER BY t.entry").each(row -> scan.topUp(topUp(row)));
        session.on(TransferRows.SELECT + " ORDER BY t.entry")
                .each(row -> scan.reserved(TransferRows.read(row)));
        session.on(TransferRows.SELECT_END + " ORDER BY entry")
                .each(row -> scan.ended(TransferRows.readEnd(row)));
        session.on(RefundRows.SELECT + " ORDER BY r.entry")
                .each(row -> scan.refund(RefundRows.read(row)));
        session.on(PendingRows.SELECT_STEP + " ORDER BY s.entry")
                .each(row -> scan.step(PendingRows.readStep(row)));
        session.on(PaymentRows.SELECT_FIRST + " ORDER BY p.entry")
                .each(row -> scan.payment(PaymentRows.read(row)));
        session.on(SELECT_REQUEST).each(row -> scan.request(request(row)));
        session.on("SELECT entry, device, status, reason, at FROM device_event ORDER BY entry")
                .each(row -> scan.deviceChanged(deviceEvent(row)));
        session.on(PendingRows.SELECT_EVENT + " ORDER BY entry")
                .each(row -> scan.secondFactorSet(PendingRows.readEvent(row)));
    }

    static Asset asset(Row row) throws SQLException {
        return new Asset(row.text(), row.small());
    }

    static Account account(Row row) throws SQLException {
        return new Account(
                row.integer(), row.text(), AccountKind.ofCode(row.small()), row.textOrNull());
    }

    static @Nullable Account accountOrNull(Row row) throws SQLException {
        long number = row.integer();
        String name = row.textOrNull();
        int kind = row.small();
        String verifiedName = row.textOrNull();
        return name == null
                ? null
                : new Account(number, name, AccountKind.ofCode(kind), verifiedName);
    }

    static TopUpRecord topUp(Row row) throws SQLException {
        return new TopUpRecord(
                row.integer(),
                row.text(),
                account(row),
                AccountKind.ofCode(row.small()),
                asset(row),
                row.integer(),
                row.text(),
                row.integer(),
                row.integer(),
                row.integer());
    }

    static RequestUse request(Row row) throws SQLException {
        return new RequestUse(
                row.blob(), row.integer(), row.small(), row.small(), row.integer(), row.integer());
    }

    private static Posting posting(Row row) throws SQLException {
        return new Posting(
                row.integer(),
                row.integer(),
                row.integer(),
                row.text(),
                row.integer(),
                row.integer(),
                row.integer());
    }

    private static DeviceEvent deviceEvent(Row row) throws SQLException {
        return new DeviceEvent(
                row.integer(),
                row.device(),
                DeviceStatus.ofCode(row.small()),
                row.text(),
                row.integer());
    }

    private static DeviceUse device(Row row) throws SQLException {
        return new DeviceUse(
                row.device(),
                row.integer(),
                DeviceStatus.ofCode(row.small()),
                row.small(),
                row.small(),
                row.blob(),
                row.blob(),
                row.small(),
                row.integer());
    }
}
