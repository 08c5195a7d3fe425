package org.mopay.benchmarks.load;

import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.keys.ValidatorKeys;
import org.mopay.server.ledger.LedgerCheck;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.StoreException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A server's data directory with a town in it.
 *
 * @param path the directory
 * @param storage where its ledger is
 * @param town who is in it
 * @param keys the validator's secrets, which a driver needs to issue credentials
 */
public record SeededDirectory(Path path, Storage storage, Town town, ValidatorKeys keys) {

    /**
     * Writes a directory in which {@code mo server} starts.
     *
     * @param payments how many past payments
     */
    public static SeededDirectory create(
            Path path,
            Storage storage,
            Town town,
            long payments,
            CryptoProvider crypto,
            Consumer<String> progress)
            throws ProtocolException, IOException {
        Files.createDirectories(path);
        long now = Instant.now().getEpochSecond();
        RandomSource random = town.random(-1);
        try (LedgerStore store = storage.open(path)) {
            ValidatorKeys keys = ValidatorKeys.loadOrCreate(path, true, now, crypto, random);
            Seeder.seed(store, town, payments, keys, crypto, now, progress);
            return new SeededDirectory(path, storage, town, keys);
        } catch (StoreException e) {
            throw damaged(e);
        }
    }

    /** Rebuilds the ledger from its journal and compares; the server must not be running. */
    public LedgerCheck.Report check() throws ProtocolException {
        List<LedgerCheck.Report> report = new ArrayList<>(1);
        read(reader -> report.add(LedgerCheck.run(reader)));
        return report.get(0);
    }

    /** Looks into the ledger. */
    @FunctionalInterface
    public interface Look {
        void into(LedgerReader reader) throws StoreException;
    }

    /** Has somebody look into the ledger; the server must not be running. */
    public void read(Look look) throws ProtocolException {
        try (LedgerStore store = storage.open(path);
                LedgerReader reader = store.openReader()) {
            look.into(reader);
        } catch (StoreException e) {
            throw damaged(e);
        }
    }

    private static ProtocolException damaged(StoreException e) {
        return new ProtocolException(
                ErrorCode.STORE_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
}
