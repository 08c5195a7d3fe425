package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.Balance;
import org.mopay.server.ledger.book.Device;
import org.mopay.server.ledger.book.EnrolledDevice;
import org.mopay.server.ledger.book.EnrolmentRecord;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.LedgerSum;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.RefundRecord;
import org.mopay.server.ledger.book.SecondFactor;
import org.mopay.server.ledger.book.StatementLine;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TransferEnd;
import org.mopay.server.ledger.book.TransferRecord;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The ledger as the rest of the server sees it: commands are decided by the one writer, queries read
 * what is committed and never what is still being decided. For any thread.
 *
 * <p>Queries block for a read of the store, so they are not for an event loop. They throw {@link
 * LedgerException} with {@code STORE_UNAVAILABLE} when it can't be read.
 */
public final class LedgerService implements AutoCloseable {
    private final LedgerStore store;
    private final Ledger ledger;
    private final LedgerReader past;
    private final ReaderPool readers;
    private final KnownDevices devices;
    private final LedgerWriter writer;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LedgerService(
            LedgerStore store,
            Ledger ledger,
            LedgerReader past,
            ReaderPool readers,
            KnownDevices devices,
            LedgerWriter writer) {
        this.store = store;
        this.ledger = ledger;
        this.past = past;
        this.readers = readers;
        this.devices = devices;
        this.writer = writer;
    }

    /**
     * Loads the ledger and starts its writer. The service owns the store from here on,
     * and closes it also when it can't be loaded.
     *
     * @param answers where commands' answers are completed
     * @param onFatal told, once, why no command is taken any more; see {@link LedgerWriter}
     */
    public static LedgerService open(
            LedgerStore store,
            LedgerSettings settings,
            Executor answers,
            Consumer<Throwable> onFatal)
            throws StoreException {
        return open(store, settings, (commands, nanos) -> {}, System::nanoTime, answers, onFatal);
    }

    /**
     * As {@link #open(LedgerStore, LedgerSettings, Executor, Consumer)}, watched.
     *
     * @param ticker monotonic nanoseconds, in which commands' deadlines are
     */
    public static LedgerService open(
            LedgerStore store,
            LedgerSettings settings,
            CommitObserver observer,
            LongSupplier ticker,
            Executor answers,
            Consumer<Throwable> onFatal)
            throws StoreException {
        try {
            LedgerReader past = store.openReader();
            Ledger ledger = Ledger.load(store, past, settings.otp());
            ReaderPool readers = ReaderPool.open(store, settings.readers());
            KnownDevices devices = new KnownDevices(readers);
            LedgerWriter writer = LedgerWriter.start(
                    ledger, store, settings, devices, observer, ticker, answers, onFatal);
            return new LedgerService(store, ledger, past, readers, devices, writer);
        } catch (StoreException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** See {@link LedgerWriter#submit(LedgerCommand)}. */
    public <R> CompletionStage<R> submit(LedgerCommand<R> command) {
        return writer.submit(command);
    }

    /** See {@link LedgerWriter#submit(LedgerCommand, long)}. */
    public <R> CompletionStage<R> submit(LedgerCommand<R> command, long deadline) {
        return writer.submit(command, deadline);
    }

    /** How many payments are pending, as the writer knows. */
    public int pending() {
        return ledger.waiting();
    }

    /** How many commands wait for the writer. */
    public int waiting() {
        return writer.waiting();
    }

    /** Whether no account was ever opened. */
    public boolean isEmpty() {
        return readers.ask(LedgerReader::isEmpty);
    }

    /** The answer that an enrolment with this digest got. */
    public Optional<Bytes> enrolmentAnswer(Bytes requestDigest) {
        return readers.ask(reader -> reader.enrolment(requestDigest).map(EnrolmentRecord::answer));
    }

    /** The account of that name, the ledger's own included. */
    public Optional<Account> account(String name) {
        return readers.ask(reader -> reader.account(name));
    }

    /** The account that an activation code is for, used or not. */
    public Optional<Account> accountToActivate(Bytes codeDigest) {
        return readers.ask(reader -> reader.accountToActivate(codeDigest));
    }

    /**
     * All balances of an account, by asset code.
     *
     * @throws LedgerException {@code ACCOUNT_UNKNOWN}
     */
    public List<Balance> balances(String account) {
        return readers.ask(reader -> reader.balances(known(reader, account)));
    }

    /**
     * The account's postings, newest first.
     *
     * @param before the sequence of the last line already seen, 0 to start at the newest
     * @param limit how many lines at most, above zero
     * @throws LedgerException {@code ACCOUNT_UNKNOWN}
     */
    public List<StatementLine> statement(String account, long before, int limit) {
        if (before < 0 || limit <= 0) {
            throw new IllegalArgumentException("before " + before + ", limit " + limit);
        }
        return readers.ask(reader -> reader.statement(known(reader, account), before, limit));
    }

    /** The recorded payment, as it stands. */
    public Optional<PaymentRecord> payment(Bytes paymentId) {
        return readers.ask(reader -> reader.payment(paymentId));
    }

    /** A payment that is or was pending, as it stands. */
    public Optional<PaymentRecord> pendingPayment(Bytes d) {
        return readers.ask(reader -> reader.pendingPayment(d));
    }

    /**
     * The payments that are pending, the oldest first.
     *
     * @param after the entry of the last one already seen, 0 to start at the oldest
     * @param limit how many at most, above zero
     */
    public List<PaymentRecord> pendingPayments(long after, int limit) {
        if (after < 0 || limit <= 0) {
            throw new IllegalArgumentException("after " + after + ", limit " + limit);
        }
        return readers.ask(reader -> reader.pendingPayments(after, limit));
    }

    /** The generator of codes that the account shares with the operator. */
    public Optional<SecondFactor> secondFactor(Account account) {
        return readers.ask(reader -> reader.secondFactor(account));
    }

    /** The recorded refund, settled or refused. */
    public Optional<RefundRecord> refund(Bytes refundId) {
        return readers.ask(reader -> reader.refund(refundId));
    }

    /** A transfer that was reserved, whatever became of it. */
    public Optional<TransferRecord> transfer(String id) {
        return readers.ask(reader -> reader.transfer(id));
    }

    /** How a transfer has ended; empty while it is open. */
    public Optional<TransferEnd> transferEnd(String id) {
        return readers.ask(reader -> reader.transferEnd(id));
    }

    /** What the payment was decided on. */
    public Optional<Bytes> evidence(Bytes paymentId) {
        return readers.ask(reader -> reader.evidence(paymentId));
    }

    public Optional<Device> device(Bytes id) {
        return devices.find(id);
    }

    /**
     * The devices of an account, the oldest first.
     *
     * @throws LedgerException {@code ACCOUNT_UNKNOWN}
     */
    public List<EnrolledDevice> devices(String account) {
        return readers.ask(reader -> reader.devices(known(reader, account)));
    }

    /** The books of every asset, by asset code. */
    public List<LedgerSum> sums() {
        return readers.ask(LedgerReader::sums);
    }

    /** Reads all of the ledger and reports what does not agree; see {@link LedgerCheck}. */
    public LedgerCheck.Report check() {
        return readers.ask(LedgerCheck::run);
    }

    /** Takes no more commands, commits those that wait, and frees the store; once. */
    @Override
    public void close() throws StoreException {
        if (closed.getAndSet(true)) {
            return;
        }
        writer.close();
        readers.close();
        past.close();
        store.close();
    }

    private static Account known(LedgerReader reader, String name) throws StoreException {
        return reader.account(name)
                .orElseThrow(
                        () -> new LedgerException(ErrorCode.ACCOUNT_UNKNOWN, "no account " + name));
    }
}
