package org.mopay.server.store.postgres;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.LedgerImage;
import org.mopay.server.ledger.book.LedgerMemory;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.Overtaken;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sql.LedgerRows;
import org.mopay.server.store.sql.Migrations;
import org.mopay.server.store.sql.Row;
import org.mopay.server.store.sql.Session;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** The ledger in a PostgreSQL database, written to by this validator and perhaps by others. */
public final class PostgresLedgerStore implements LedgerStore {
    private static final Migrations MIGRATIONS = new Migrations(
            PostgresLedgerStore.class,
            List.of(
                    "0001-ledger",
                    "0002-transfers",
                    "0003-pending-payments",
                    "0004-second-factor-lock",
                    "0005-open-payments",
                    "0006-second-factor-events"));
    // A number of our own, for there is no table yet to take one from.
    private static final String HOLD_SCHEMA = "SELECT pg_advisory_xact_lock(7203417129640)";
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private final PostgresDatabase database;
    private final Session session;
    private final WriterLease lease;
    private final Chain chain;
    private final Duration patience;
    private long head;
    // Whether the database has refused what was decided: then memory is not trusted.
    private boolean doubted;
    private boolean failed;

    private PostgresLedgerStore(
            PostgresDatabase database, Session session, WriterLease lease, Duration patience) {
        this.database = database;
        this.session = session;
        this.lease = lease;
        this.chain = new Chain(session, lease);
        this.patience = patience;
    }

    /**
     * Opens the ledger of a database, makes its tables if they are missing, and takes the writer's
     * name. If a process that held it has died unnoticed by the database, waits until its lease has
     * run out.
     *
     * @throws StoreException {@code DATA_DIRECTORY_LOCKED} if another process writes under the name;
     *     {@code LEDGER_CORRUPT} if the schema is newer than this program or was made by other
     *     scripts; {@code STORE_UNAVAILABLE} if the server does not write durably; {@code TRY_LATER}
     *     if it can't be reached
     */
    public static PostgresLedgerStore open(PostgresSettings settings) throws StoreException {
        PostgresDatabase database = PostgresDatabase.forWriter(settings);
        Session session = Session.open(database);
        try {
            requireDurable(session);
            session.transact(() -> {
                session.on(HOLD_SCHEMA).first(row -> true);
                MIGRATIONS.run(session);
            });
            WriterLease lease =
                    WriterLease.take(database.forLease(), settings.writer(), settings.lease());
            return new PostgresLedgerStore(database, session, lease, settings.patience());
        } catch (StoreException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * Reads the ledger of a database, whether validators write it or not. Changes nothing there.
     *
     * @throws StoreException {@code TRY_LATER} if it can't be reached, {@code STORE_UNAVAILABLE} if
     *     nobody may read it; {@code LEDGER_OUTDATED} if no validator of this version has opened it
     *     yet; {@code LEDGER_CORRUPT}
     */
    public static LedgerReader openReader(PostgresSettings settings) throws StoreException {
        PostgresDatabase database = PostgresDatabase.forWriter(settings).forReader();
        return new PostgresReader(MIGRATIONS.openReader(database));
    }

    private static void requireDurable(Session session) throws StoreException {
        require(session, "fsync", Set.of("on"));
        require(session, "full_page_writes", Set.of("on"));
        // "local" and "remote_write" would lose answered payments with the primary's disk.
        require(session, "synchronous_commit", Set.of("on", "remote_apply"));
    }

    private static void require(Session session, String setting, Set<String> safe)
            throws StoreException {
        String value = session.on("SHOW " + setting).first(Row::text).orElseThrow();
        if (!safe.contains(value)) {
            throw new StoreException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "PostgreSQL may lose commits: " + setting + " is " + value + "; set " + setting
                            + " = on in postgresql.conf and reload the server");
        }
    }

    @Override
    public void load(LedgerImage image) throws StoreException {
        try (Session reading = Session.open(database.forReader())) {
            reading.transact(() -> {
                head = Chain.newest(reading);
                LedgerRows.load(reading, image);
            });
        }
    }

    @Override
    public void commit(Batch batch) throws StoreException {
        if (batch.isEmpty()) {
            requireCurrent();
            return;
        }
        inTransaction(() -> {
            chain.append(head + 1, batch);
            return head + 1;
        });
    }

    private void requireCurrent() throws StoreException {
        requireUsable();
        long newest = Chain.newest(session);
        if (newest != head) {
            throw new Overtaken("the chain ends at " + newest + ", not at " + head);
        }
    }

    @Override
    public boolean commitUpToDate(@Nullable Batch lost, LedgerMemory memory, Deciding deciding)
            throws StoreException {
        long known = head;
        long[] newest = {known};
        inTransaction(() -> {
            newest[0] = chain.catchUp(known, doubted ? null : lost, memory);
            head = newest[0];
            Batch batch = deciding.decide();
            if (batch.isEmpty()) {
                return head;
            }
            chain.append(head + 1, batch);
            return head + 1;
        });
        return newest[0] > known;
    }

    /** Something done in a transaction, after which the chain has this end. */
    @FunctionalInterface
    private interface Appending {
        long run() throws StoreException;
    }

    private void inTransaction(Appending work) throws StoreException {
        requireUsable();
        // The end of the chain once the commit, which comes next, has succeeded.
        long[] end = {head};
        try {
            session.transact(() -> end[0] = work.run());
        } catch (StoreException e) {
            if (end[0] == head || e instanceof Overtaken || e.code() != ErrorCode.TRY_LATER) {
                throw judge(e);
            }
            requireCommitted(end[0], e);
        }
        head = end[0];
        doubted = false;
    }

    private void requireUsable() throws StoreException {
        if (failed) {
            throw new StoreException(ErrorCode.STORE_UNAVAILABLE, "an earlier commit has failed");
        }
    }

    /** What the database refuses once is decided again on what it holds; twice is the end. */
    private StoreException judge(StoreException failure) {
        if (failure.code() == ErrorCode.TRY_LATER) {
            return failure;
        }
        if (failure.code() == ErrorCode.LEDGER_CORRUPT && !doubted) {
            doubted = true;
            return new Overtaken("the database holds something else than memory", failure);
        }
        failed = true;
        return failure;
    }

    /** The connection broke during a commit: looks whether the batch is there. */
    private void requireCommitted(long number, StoreException lost) throws StoreException {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean[] committed = new boolean[1];
        while (true) {
            try {
                session.transact(() -> committed[0] = chain.isOwn(number));
                break;
            } catch (StoreException e) {
                if (e.code() != ErrorCode.TRY_LATER || System.nanoTime() > deadline) {
                    failed = true;
                    e.addSuppressed(lost);
                    throw new StoreException(
                            ErrorCode.STORE_UNAVAILABLE,
                            "nobody knows whether batch " + number + " was committed",
                            e);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        if (!committed[0]) {
            throw new Overtaken("the connection broke before the commit", lost);
        }
    }

    @Override
    public LedgerReader openReader() throws StoreException {
        return new PostgresReader(Session.open(database.forReader()));
    }

    @Override
    public void close() throws StoreException {
        try (session) {
            lease.close();
        }
    }
}
