package org.mopay.server.store.sqlite;

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
final class Migrations {
    private static final List<String> SCRIPTS =
            List.of("0001-ledger", "0002-issuer-key", "0003-devices-of-account", "0004-refunds");
    private static final String TABLE = "CREATE TABLE IF NOT EXISTS migration ("
            + "number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum BLOB NOT NULL) STRICT";

    private record Applied(String name, Bytes checksum) {}

    private Migrations() {}

    static void run(Session session) throws StoreException {
        session.write(() -> migrate(session));
    }

    private static void migrate(Session session) throws StoreException {
        session.script(TABLE);
        List<Applied> applied = session.on("SELECT name, checksum FROM migration ORDER BY number")
                .all(row -> new Applied(row.text(), row.blob()));
        if (applied.size() > SCRIPTS.size()) {
            throw new StoreException(
                    ErrorCode.LEDGER_CORRUPT,
                    "the ledger's schema is newer than this program: it has "
                            + applied.get(applied.size() - 1).name()
                            + "; start the newer program");
        }
        for (int i = 0; i < SCRIPTS.size(); i++) {
            byte[] script = read(SCRIPTS.get(i));
            if (i < applied.size()) {
                requireUnchanged(SCRIPTS.get(i), checksum(script), applied.get(i));
            } else {
                apply(session, i + 1, script);
            }
        }
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

    private static void apply(Session session, int number, byte[] script) throws StoreException {
        session.script(new String(script, StandardCharsets.UTF_8));
        session.on("INSERT INTO migration (number, name, checksum) VALUES (?, ?, ?)")
                .integer(number)
                .text(SCRIPTS.get(number - 1))
                .blob(checksum(script))
                .run();
    }

    private static byte[] read(String name) {
        String resource = "db/" + name + ".sql";
        try (InputStream in = Migrations.class.getResourceAsStream(resource)) {
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
