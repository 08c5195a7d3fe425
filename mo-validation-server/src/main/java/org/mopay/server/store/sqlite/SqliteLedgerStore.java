package org.mopay.server.store.sqlite;

import org.mopay.core.error.ErrorCode;
import org.mopay.server.file.DurableFile;
import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.LedgerImage;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sql.LedgerRows;
import org.mopay.server.store.sql.Migrations;
import org.mopay.server.store.sql.Row;
import org.mopay.server.store.sql.Session;
import org.mopay.server.store.sql.SqlReader;
import org.mopay.server.store.sql.Tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The ledger in the file {@code ledger.db} of a data directory. */
public final class SqliteLedgerStore implements LedgerStore {
    private static final String FILE = "ledger.db";
    private static final Migrations MIGRATIONS = new Migrations(
            SqliteLedgerStore.class,
            List.of(
                    "0001-ledger",
                    "0002-issuer-key",
                    "0003-devices-of-account",
                    "0004-refunds",
                    "0005-cancellations",
                    "0006-transfers",
                    "0007-pending-payments",
                    "0008-second-factor-lock",
                    "0009-open-payments",
                    "0010-second-factor-events"));

    private final DirectoryLock lock;
    private final Path file;
    private final Session session;
    private final RowWriter rows;
    private final Checkpointer checkpointer;
    private boolean failed;

    private SqliteLedgerStore(
            DirectoryLock lock, Path file, Session session, Checkpointer checkpointer) {
        this.lock = lock;
        this.file = file;
        this.session = session;
        this.rows = new RowWriter(session);
        this.checkpointer = checkpointer;
    }

    /**
     * Opens the ledger of a directory, and makes both if they are missing.
     *
     * @throws StoreException {@code DATA_DIRECTORY_LOCKED} if it is open elsewhere; {@code
     *     LEDGER_CORRUPT} if the file is damaged, or its schema is newer than this program or was
     *     made by other scripts; {@code STORE_UNAVAILABLE} if it can't be read or written
     */
    public static SqliteLedgerStore open(Path directory) throws StoreException {
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            Path file = directory.resolve(FILE);
            Session session = openChecked(file);
            return new SqliteLedgerStore(
                    lock, file, session, Checkpointer.start(SqliteDatabase.forWriter(file)));
        } catch (StoreException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Whether a directory has a ledger in it. */
    public static boolean isIn(Path directory) {
        return Files.isRegularFile(directory.resolve(FILE));
    }

    /** Whether a file of a data directory belongs to the ledger. */
    public static boolean owns(Path file) {
        return file.getFileName().toString().startsWith("ledger.");
    }

    /**
     * Reads the ledger of a directory, whether a server has it open or not.
     *
     * @throws StoreException {@code STORE_UNAVAILABLE} if there is none, or it can't be read; {@code
     *     LEDGER_OUTDATED} if no server of this version has opened it yet; {@code LEDGER_CORRUPT}
     */
    public static LedgerReader openReader(Path directory) throws StoreException {
        if (!isIn(directory)) {
            throw new StoreException(
                    ErrorCode.STORE_UNAVAILABLE, directory + " has no ledger in it");
        }
        return new SqlReader(
                MIGRATIONS.openReader(SqliteDatabase.forReader(directory.resolve(FILE))));
    }

    /**
     * Copies one committed state of a directory's ledger into another directory, durably, while a
     * server may write it.
     */
    public static void copy(Path from, Path to) throws StoreException {
        Path copy = to.resolve(FILE);
        makePrivate(copy);
        try (Session session = Session.open(SqliteDatabase.forReader(from.resolve(FILE)))) {
            // It writes the copy alone, which SQLite does not tell from writing.
            session.on("PRAGMA query_only=OFF").run();
            session.on("VACUUM INTO ?").text(copy.toString()).run();
            DurableFile.sync(copy);
        } catch (IOException e) {
            throw new StoreException(ErrorCode.STORE_UNAVAILABLE, copy + " can't be synced", e);
        }
    }

    /** SQLite gives its write-ahead log the mode of the file. */
    private static void makePrivate(Path file) throws StoreException {
        try {
            DurableFile.createIfMissing(file);
        } catch (IOException e) {
            throw new StoreException(ErrorCode.STORE_UNAVAILABLE, file + " can't be made", e);
        }
    }

    private static Session openChecked(Path file) throws StoreException {
        makePrivate(file);
        Session session = Session.open(SqliteDatabase.forWriter(file));
        try {
            checkState(session, file);
            session.transact(() -> MIGRATIONS.run(session));
            return session;
        } catch (StoreException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * Checks what is about to be loaded. The journal, which grows for ever, is read when it is asked
     * for, and as a whole by {@code mo ledger check}.
     */
    private static void checkState(Session session, Path file) throws StoreException {
        for (String table : session.on("SELECT name FROM sqlite_schema WHERE type = 'table'"
                        + " AND name IN ('asset', 'account', 'balance', 'device')")
                .all(Row::text)) {
            List<String> damage =
                    session.on("PRAGMA quick_check('" + table + "')").all(Row::text);
            if (!damage.equals(List.of("ok"))) {
                throw new StoreException(
                        ErrorCode.LEDGER_CORRUPT, file + " is damaged: " + damage.get(0));
            }
        }
    }

    @Override
    public void load(LedgerImage image) throws StoreException {
        LedgerRows.load(session, image);
    }

    @Override
    public void commit(Batch batch) throws StoreException {
        if (failed) {
            throw new StoreException(ErrorCode.STORE_UNAVAILABLE, "an earlier commit has failed");
        }
        if (batch.isEmpty()) {
            return;
        }
        failed = true;
        checkpointer.finishIn(session);
        session.transact(() -> Tables.each(batch, rows));
        failed = false;
    }

    @Override
    public LedgerReader openReader() throws StoreException {
        return new SqlReader(Session.open(SqliteDatabase.forReader(file)));
    }

    @Override
    public void close() throws StoreException {
        try {
            checkpointer.close();
        } finally {
            try {
                session.close();
            } finally {
                lock.close();
            }
        }
    }
}
