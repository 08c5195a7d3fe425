package org.mopay.server.backup;

import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.Endpoint;
import org.mopay.server.file.DurableFile;
import org.mopay.server.ledger.LedgerCheck;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sqlite.SqliteLedgerStore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Takes and restores backups of a data directory whose ledger is in SQLite. */
public final class Backup {
    private static final String UNFINISHED = ".unfinished";

    private Backup() {}

    /**
     * Copies a data directory while its server runs, or does not: one committed state of the ledger,
     * then the keys, so that no decision in the copy is without the key that signed it.
     *
     * @param target a directory that does not exist yet; it appears when the copy is whole and durable
     * @throws ProtocolException FILE_UNREADABLE, LEDGER_CORRUPT, STORE_UNAVAILABLE
     */
    public static void take(Path directory, Path target) throws ProtocolException {
        if (!SqliteLedgerStore.isIn(directory)) {
            throw new ProtocolException(
                    ErrorCode.FILE_UNREADABLE, directory + " has no ledger in it");
        }
        publish(draft(directory, target), target);
    }

    /**
     * Makes a data directory of a backup, which may be an earlier version's: its ledger is brought up to
     * date in the copy, and the books in that are checked before it appears.
     *
     * @param directory must not exist, or be empty
     * @throws ProtocolException LEDGER_CORRUPT with the first finding, FILE_UNREADABLE,
     *     STORE_UNAVAILABLE
     */
    public static LedgerCheck.Report restore(Path backup, Path directory) throws ProtocolException {
        try {
            // Fails, and rightly so, when there is something in it.
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new ProtocolException(ErrorCode.FILE_UNREADABLE, directory + " is not empty", e);
        }
        Path draft = draft(backup, directory);
        try {
            LedgerCheck.Report report = bringUpToDate(draft);
            if (!report.isClean()) {
                throw new ProtocolException(
                        ErrorCode.LEDGER_CORRUPT,
                        "the backup's books do not agree: " + report.findings().get(0));
            }
            publish(draft, directory);
            return report;
        } catch (ProtocolException e) {
            discard(draft, e);
            throw e;
        }
    }

    private static LedgerCheck.Report bringUpToDate(Path directory) throws ProtocolException {
        try (LedgerStore store = SqliteLedgerStore.open(directory);
                LedgerReader reader = store.openReader()) {
            return LedgerCheck.run(reader);
        } catch (StoreException e) {
            throw new ProtocolException(e.code(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void discard(Path draft, Exception cause) {
        try (Stream<Path> files = Files.list(draft)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(draft);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Copies a data directory to where it does not seem to be one yet. */
    private static Path draft(Path from, Path target) throws ProtocolException {
        Path whole = whole(target);
        Path draft = whole.resolveSibling(whole.getFileName() + UNFINISHED);
        if (Files.exists(whole)) {
            throw new ProtocolException(ErrorCode.FILE_UNREADABLE, target + " exists already");
        }
        try {
            DurableFile.createDirectory(draft);
        } catch (IOException e) {
            throw unwritten(target, draft, e);
        }
        try {
            SqliteLedgerStore.copy(from, draft);
            for (Path file : others(from)) {
                DurableFile.write(draft.resolve(file.getFileName()), Files.readAllBytes(file));
            }
            return draft;
        } catch (IOException e) {
            discard(draft, e);
            throw unwritten(target, draft, e);
        } catch (StoreException e) {
            discard(draft, e);
            throw new ProtocolException(e.code(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void publish(Path draft, Path target) throws ProtocolException {
        Path whole = whole(target);
        try {
            DurableFile.sync(draft);
            Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE);
            DurableFile.syncParent(whole);
        } catch (IOException e) {
            throw unwritten(target, draft, e);
        }
    }

    private static Path whole(Path target) {
        return target.toAbsolutePath().normalize();
    }

    private static ProtocolException unwritten(Path target, Path draft, IOException cause) {
        return new ProtocolException(
                ErrorCode.FILE_UNREADABLE,
                target + " can't be written; an unfinished copy may be left in " + draft,
                cause);
    }

    /** What is in a data directory beside the ledger, but for where its server was last reached. */
    private static List<Path> others(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !SqliteLedgerStore.owns(file))
                    .filter(file -> !file.getFileName().toString().equals(Endpoint.FILE))
                    .toList();
        }
    }
}
