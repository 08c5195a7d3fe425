package org.mopay.server.store.sql;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.StoreException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Brings a schema up to date: numbered scripts, run once and in order, never back. The checksum of a
 * script that was run is kept, so that a script changed afterwards is noticed.
 */
public final class Migrations {
    private static final String TABLE = "migration";

    private final Class<?> owner;
    private final List<String> scripts;

    /**
     * The scripts of one store.
     *
     * @param owner beside which they are, in {@code db/}, with {@code migration.sql}, which makes the
     *     table that keeps what was run, if it is missing
     * @param scripts their names, in order
     */
    public Migrations(Class<?> owner, List<String> scripts) {
        this.owner = owner;
        this.scripts = List.copyOf(scripts);
    }

    private record Applied(String name, Bytes checksum) {}

    /** Runs what was not run yet. For within a transaction. */
    public void run(Session session) throws StoreException {
        session.script(text(read(TABLE)));
        for (int i = applied(session); i < scripts.size(); i++) {
            apply(session, i + 1, read(scripts.get(i)));
        }
    }

    /**
     * Opens a session to read a schema that is up to date. Changes nothing.
     *
     * @throws StoreException {@code LEDGER_OUTDATED} if {@link #run} would run something
     */
    public Session openReader(Database database) throws StoreException {
        Session session = Session.open(database);
        try {
            int applied = applied(session);
            if (applied < scripts.size()) {
                throw new StoreException(
                        ErrorCode.LEDGER_OUTDATED,
                        "the ledger is of an earlier version: it lacks " + scripts.get(applied)
                                + "; start the server on it once");
            }
            return session;
        } catch (StoreException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** How many scripts were run, as they are here. */
    private int applied(Session session) throws StoreException {
        List<Applied> applied = session.on("SELECT name, checksum FROM migration ORDER BY number")
                .all(row -> new Applied(row.text(), row.blob()));
        if (applied.size() > scripts.size()) {
            throw new StoreException(
                    ErrorCode.LEDGER_CORRUPT,
                    "the ledger's schema is newer than this program: it has "
                            + applied.get(applied.size() - 1).name()
                            + "; start the newer program");
        }
        for (int i = 0; i < applied.size(); i++) {
            requireUnchanged(scripts.get(i), checksum(read(scripts.get(i))), applied.get(i));
        }
        return applied.size();
    }

    private static void requireUnchanged(String name, Bytes checksum, Applied applied)
            throws StoreException {
        if (!applied.equals(new Applied(name, checksum))) {
            throw new StoreException(
                    ErrorCode.LEDGER_CORRUPT,
                    "the ledger's schema was made by another " + name + ": " + applied.name()
                            + " with checksum " + applied.checksum().hex());
        }
    }

    private void apply(Session session, int number, byte[] script) throws StoreException {
        session.script(text(script));
        session.on("INSERT INTO migration (number, name, checksum) VALUES (?, ?, ?)")
                .integer(number)
                .text(scripts.get(number - 1))
                .blob(checksum(script))
                .run();
    }

    private static String text(byte[] script) {
        return new String(script, StandardCharsets.UTF_8);
    }

    private byte[] read(String name) {
        String resource = "db/" + name + ".sql";
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(resource + " can't be read", e);
        }
    }

    private static Bytes checksum(byte[] script) {
        try {
            return Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(script));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
