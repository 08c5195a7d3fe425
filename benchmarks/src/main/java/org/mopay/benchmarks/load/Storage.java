package org.mopay.benchmarks.load;

import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.postgres.PostgresLedgerStore;
import org.mopay.server.store.postgres.PostgresSettings;
import org.mopay.server.store.sqlite.SqliteLedgerStore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a server that is measured keeps its ledger. */
public interface Storage extends AutoCloseable {
    /** As the server's setting {@code store} calls it. */
    String name();

    /** Opens the ledger when no server runs. */
    LedgerStore open(Path dataDirectory) throws StoreException;

    /** The server's settings, {@code --key value}. */
    List<String> settings();

    /** The CPU time of processes that keep the ledger beside the server, in ticks. */
    long ticks() throws IOException;

    @Override
    void close();

    /** The ledger is kept in the data directory. */
    static Storage sqlite() {
        return new Storage() {
            @Override
            public String name() {
                return "sqlite";
            }

            @Override
            public LedgerStore open(Path dataDirectory) throws StoreException {
                return SqliteLedgerStore.open(dataDirectory);
            }

            @Override
            public List<String> settings() {
                return List.of("--store", name());
            }

            @Override
            public long ticks() {
                return 0;
            }

            @Override
            public void close() {
                // It is in the data directory.
            }
        };
    }

    /**
     * The ledger is kept in a PostgreSQL that is started for it, in its default configuration, on the
     * disk of the workspace.
     *
     * @return empty where PostgreSQL is not installed
     */
    static Optional<Storage> postgres(Workspace workspace)
            throws IOException, InterruptedException {
        Optional<Path> binaries = PostgresCluster.binaries();
        if (binaries.isEmpty()) {
            return Optional.empty();
        }
        PostgresCluster cluster = PostgresCluster.start(workspace, binaries.get(), "cluster");
        return Optional.of(new Storage() {
            @Override
            public String name() {
                return "postgres";
            }

            @Override
            public LedgerStore open(Path dataDirectory) throws StoreException {
                return PostgresLedgerStore.open(new PostgresSettings(
                        cluster.url(),
                        PostgresCluster.USER,
                        Optional.empty(),
                        "benchmarks",
                        PostgresSettings.DEFAULT_LEASE,
                        PostgresSettings.DEFAULT_PATIENCE));
            }

            @Override
            public List<String> settings() {
                return List.of(
                        "--store",
                        name(),
                        "--postgres-url",
                        cluster.url(),
                        "--postgres-user",
                        PostgresCluster.USER);
            }

            @Override
            public long ticks() throws IOException {
                return cluster.ticks();
            }

            @Override
            public void close() {
                cluster.close();
            }
        });
    }
}
