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
import java.nio.file.Path;
import java.util.List;

/** The ledger in the file {@code ledger.db} of a data directory. */
public final class SqliteLedgerStore implements LedgerStore {
    private static final String FILE = "ledger.db";
    private static final Migrations MIGRATIONS = new Migrations(
            SqliteLedgerStore.class,
            List.of("0001-ledger", "0002-issuer-key", "0003-devices-of-account", "0004-refunds"));

    private final DirectoryLock lock;
    private final Path file;
    private final Session session;
    private final RowWriter rows;
    private boolean failed;

    private SqliteLedgerStore(DirectoryLock lock, Path file, Session session) {
        this.lock = lock;
        this.file = file;
        this.session = session;
        this.rows = new RowWriter(session);
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
            return new SqliteLedgerStore(lock, file, openChecked(file));
        } catch (StoreException | RuntimeException e) {
            lock.close();
            throw e;
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
            List<String> damage = session.on("PRAGMA quick_check(1)").all(Row::text);
            if (!damage.equals(List.of("ok"))) {
                throw new StoreException(ErrorCode.LEDGER_CORRUPT, file + " is damaged: " + damage);
            }
            session.transact(() -> MIGRATIONS.run(session));
            return session;
        } catch (StoreException | RuntimeException e) {
            session.close();
            throw e;
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
        failed = true;
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
            session.close();
        } finally {
            lock.close();
        }
    }
}
