package org.mopay.server.store.sql;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.Activation;
import org.mopay.server.ledger.book.Balance;
import org.mopay.server.ledger.book.Device;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.EnrolledDevice;
import org.mopay.server.ledger.book.EnrolmentRecord;
import org.mopay.server.ledger.book.EntryKind;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.LedgerScan;
import org.mopay.server.ledger.book.LedgerSum;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.RefillRecord;
import org.mopay.server.ledger.book.RefundRecord;
import org.mopay.server.ledger.book.RequestUse;
import org.mopay.server.ledger.book.SecondFactor;
import org.mopay.server.ledger.book.StatementLine;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TopUpRecord;
import org.mopay.server.ledger.book.TransferEnd;
import org.mopay.server.ledger.book.TransferRecord;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads over a connection of its own. */
public class SqlReader implements LedgerReader {
    // A statement follows the account's chain of postings back from where it starts.
    private static final String STATEMENT = "WITH RECURSIVE line"
            + " (sequence, entry, asset, amount, balance, previous, place) AS ("
            + "SELECT sequence, entry, asset, amount, balance, previous, 1"
            + " FROM posting WHERE sequence = (";
    private static final String FROM_NEWEST =
            "SELECT max(last_posting) FROM balance WHERE account = ?";
    private static final String FROM_BEFORE =
            "SELECT previous FROM posting WHERE account = ? AND sequence = ?";
    private static final String LINES =
            ") UNION ALL SELECT p.sequence, p.entry, p.asset, p.amount, p.balance, p.previous,"
                    + " line.place + 1 FROM line JOIN posting p ON p.sequence = line.previous"
                    + " WHERE line.place < ?)"
                    + " SELECT l.sequence, coalesce(p.decided_at, w.decided_at,"
                    + " t.recorded_at, r.decided_at, h.reserved_at, e.ended_at),"
                    + " CASE WHEN p.entry IS NOT NULL OR w.entry IS NOT NULL THEN 1"
                    + " WHEN t.against = 4 AND t.amount > 0 THEN 2"
                    + " WHEN r.entry IS NOT NULL THEN 3"
                    + " WHEN t.entry IS NOT NULL THEN 4 ELSE 5 END,"
                    + " s.code, s.exponent, l.amount, l.balance,"
                    + " coalesce(p.payment_id, q.payment_id, r.payment_id), r.refund_id,"
                    + " coalesce(p.memo, q.memo, t.reason, r.reason, h.reason, e.reason)"
                    + " FROM line l JOIN asset s ON s.code = l.asset"
                    + " LEFT JOIN payment p ON p.entry = l.entry"
                    + " LEFT JOIN payment_step w ON w.entry = l.entry"
                    + " LEFT JOIN payment q ON q.entry = w.payment"
                    + " LEFT JOIN top_up t ON t.entry = l.entry"
                    + " LEFT JOIN refund r ON r.entry = l.entry"
                    + " LEFT JOIN transfer h ON h.entry = l.entry"
                    + " LEFT JOIN transfer_end e ON e.entry = l.entry"
                    + " ORDER BY l.sequence DESC";
    private static final String NEWEST_LINES = STATEMENT + FROM_NEWEST + LINES;
    private static final String OLDER_LINES = STATEMENT + FROM_BEFORE + LINES;

    private static final String PAYMENT = PaymentRows.SELECT + " WHERE p.entry = ?";

    private final Session session;

    public SqlReader(Session session) {
        this.session = session;
    }

    @Override
    public boolean isEmpty() throws StoreException {
        return session.on("SELECT 1 FROM account LIMIT 1").first(Row::small).isEmpty();
    }

    @Override
    public Optional<Account> account(String name) throws StoreException {
        return session.on("SELECT number, name, kind, verified_name FROM account WHERE name = ?")
                .text(name)
                .first(LedgerRows::account);
    }

    @Override
    public Optional<Account> accountToActivate(Bytes codeDigest) throws StoreException {
        return session.on("SELECT a.number, a.name, a.kind, a.verified_name FROM activation"
                        + " JOIN account a ON a.number = account WHERE code_digest = ?")
                .blob(codeDigest)
                .first(LedgerRows::account);
    }

    @Override
    public List<Balance> balances(Account account) throws StoreException {
        return session.on("SELECT code, exponent, amount FROM balance"
                        + " JOIN asset s ON s.code = balance.asset WHERE account = ? ORDER BY code")
                .integer(account.number())
                .all(row -> new Balance(LedgerRows.asset(row), row.integer()));
    }

    @Override
    public List<StatementLine> statement(Account account, long before, int limit)
            throws StoreException {
        Binding query = before == 0
                ? session.on(NEWEST_LINES).integer(account.number())
                : session.on(OLDER_LINES).integer(account.number()).integer(before);
        return query.integer(limit).all(SqlReader::line);
    }

    private static StatementLine line(Row row) throws SQLException {
        return new StatementLine(
                row.integer(),
                row.integer(),
                EntryKind.ofCode(row.small()),
                LedgerRows.asset(row),
                row.integer(),
                row.integer(),
                row.blobOrNull(),
                row.blobOrNull(),
                row.text());
    }

    @Override
    public Optional<PaymentRecord> payment(Bytes paymentId) throws StoreException {
        // Nearly all that are asked for are new, and a query costs by its columns.
        return read(session.on("SELECT entry FROM payment WHERE payment_id = ?").blob(paymentId));
    }

    private Optional<PaymentRecord> read(Binding found) throws StoreException {
        Optional<Long> entry = found.first(Row::integer);
        return entry.isEmpty()
                ? Optional.empty()
                : session.on(PAYMENT).integer(entry.get().longValue()).first(PaymentRows::read);
    }

    @Override
    public Optional<PaymentRecord> pendingPayment(Bytes d) throws StoreException {
        return read(
                session.on("SELECT payment FROM pending_payment WHERE d = ?").blob(d));
    }

    @Override
    public List<PaymentRecord> pendingPayments(long after, int limit) throws StoreException {
        return session.on(PaymentRows.SELECT_NEXT_PENDING)
                .integer(after)
                .integer(limit)
                .all(PaymentRows::read);
    }

    @Override
    public Optional<SecondFactor> secondFactor(Account account) throws StoreException {
        return session.on(PendingRows.SELECT_FACTOR + " WHERE account = ?")
                .integer(account.number())
                .first(PendingRows::readFactor);
    }

    @Override
    public Optional<RefundRecord> refund(Bytes refundId) throws StoreException {
        return session.on(RefundRows.SELECT + " WHERE r.refund_id = ?")
                .blob(refundId)
                .first(RefundRows::read);
    }

    @Override
    public long refunded(Bytes paymentId) throws StoreException {
        return session.on("SELECT coalesce(max(total), 0) FROM refund"
                        + " WHERE payment_id = ? AND status = 1")
                .blob(paymentId)
                .first(Row::integer)
                .orElseThrow();
    }

    @Override
    public Optional<Bytes> evidence(Bytes paymentId) throws StoreException {
        return session.on("SELECT submission FROM evidence"
                        + " JOIN payment USING (entry) WHERE payment_id = ?")
                .blob(paymentId)
                .first(Row::blob);
    }

    @Override
    public Optional<Device> device(Bytes id) throws StoreException {
        return session.on("SELECT device, a.number, a.name, a.kind, a.verified_name,"
                        + " identity_key, wrapped_secrets, status, next_index, refills"
                        + " FROM device JOIN enrolment USING (device)"
                        + " JOIN account a ON a.number = account WHERE device = ?")
                .device(id)
                .first(row -> new Device(
                        row.device(),
                        LedgerRows.account(row),
                        row.blob(),
                        row.blob(),
                        DeviceStatus.ofCode(row.small()),
                        row.small(),
                        row.small()));
    }

    @Override
    public List<EnrolledDevice> devices(Account account) throws StoreException {
        return session.on("SELECT device, status, enrolled_at FROM enrolment"
                        + " JOIN device USING (device) WHERE account = ?"
                        + " ORDER BY enrolled_at, device")
                .integer(account.number())
                .all(row -> new EnrolledDevice(
                        row.device(), account, DeviceStatus.ofCode(row.small()), row.integer()));
    }

    @Override
    public List<LedgerSum> sums() throws StoreException {
        return session.on("SELECT s.code, s.exponent, coalesce(sum(b.amount), 0),"
                        + " coalesce(sum(b.amount) FILTER (WHERE a.kind IN (1, 2)), 0), s.payments"
                        + " FROM asset s LEFT JOIN balance b ON b.asset = s.code"
                        + " LEFT JOIN account a ON a.number = b.account"
                        + " GROUP BY s.code ORDER BY s.code")
                .all(row -> new LedgerSum(
                        LedgerRows.asset(row), row.integer(), row.integer(), row.integer()));
    }

    @Override
    public void scan(LedgerScan scan) throws StoreException {
        session.transact(() -> LedgerRows.scan(session, scan));
    }

    @Override
    public Optional<RequestUse> request(Bytes request) throws StoreException {
        return session.on(LedgerRows.SELECT_REQUEST + " WHERE request = ?")
                .blob(request)
                .first(LedgerRows::request);
    }

    @Override
    public int turns(Bytes request, long account) throws StoreException {
        return session.on("SELECT turns FROM request_payer WHERE request = ? AND account = ?")
                .blob(request)
                .integer(account)
                .first(Row::small)
                .orElse(0);
    }

    @Override
    public Optional<TopUpRecord> topUp(String idempotencyKey) throws StoreException {
        return session.on(LedgerRows.SELECT_TOP_UP + " WHERE t.idempotency_key = ?")
                .text(idempotencyKey)
                .first(LedgerRows::topUp);
    }

    @Override
    public Optional<TransferRecord> transfer(String id) throws StoreException {
        return session.on(TransferRows.SELECT + " WHERE t.id = ?")
                .text(id)
                .first(TransferRows::read);
    }

    @Override
    public Optional<TransferEnd> transferEnd(String id) throws StoreException {
        return session.on(TransferRows.SELECT_END + " WHERE id = ?")
                .text(id)
                .first(TransferRows::readEnd);
    }

    @Override
    public Optional<Activation> activation(Bytes codeDigest) throws StoreException {
        return session.on("SELECT code_digest, account, expires_at, device"
                        + " FROM activation WHERE code_digest = ?")
                .blob(codeDigest)
                .first(row -> new Activation(
                        row.blob(), row.integer(), row.integer(), row.deviceOrNull()));
    }

    @Override
    public Optional<EnrolmentRecord> enrolment(Bytes requestDigest) throws StoreException {
        return session.on("SELECT request_digest, device, account, identity_key, wrapped_secrets,"
                        + " answer, enrolled_at FROM enrolment WHERE request_digest = ?")
                .blob(requestDigest)
                .first(row -> new EnrolmentRecord(
                        row.blob(),
                        row.device(),
                        row.integer(),
                        row.blob(),
                        row.blob(),
                        row.blob(),
                        row.integer()));
    }

    @Override
    public Optional<RefillRecord> refill(Bytes device) throws StoreException {
        return session.on("SELECT device, number, request_digest, answer"
                        + " FROM refill WHERE device = ?")
                .device(device)
                .first(row -> new RefillRecord(row.device(), row.small(), row.blob(), row.blob()));
    }

    @Override
    public boolean isAnyRegistered(List<Bytes> credentialKeys) throws StoreException {
        for (Bytes key : credentialKeys) {
            if (session.on("SELECT 1 FROM credential_key WHERE signing_key = ?")
                    .blob(key)
                    .first(Row::small)
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws StoreException {
        session.close();
    }
}
