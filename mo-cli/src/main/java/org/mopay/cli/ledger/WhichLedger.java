package org.mopay.cli.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.cli.output.Failure;
import org.mopay.cli.server.ServerCommand;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.ServerConfig;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.postgres.PostgresLedgerStore;
import org.mopay.server.store.postgres.PostgresSettings;
import org.mopay.server.store.sqlite.SqliteLedgerStore;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which ledger: the configured server's, or the one in a directory. */
final class WhichLedger {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "The server's configuration, which says where its ledger is.",
                "Not given: what mo server would read here."
            })
    private @Nullable Path config;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "A directory that holds the ledger, whatever is configured.")
    private @Nullable Path directory;

    /**
     * Reads it, whether its server runs or not.
     *
     * @throws Failure FILE_UNREADABLE if there is none; LEDGER_OUTDATED, STORE_UNAVAILABLE, TRY_LATER,
     *     LEDGER_CORRUPT
     */
    LedgerReader open() throws Failure, ProtocolException {
        Optional<PostgresSettings> database = database();
        try {
            return database.isPresent()
                    ? PostgresLedgerStore.openReader(database.get())
                    : SqliteLedgerStore.openReader(path());
        } catch (StoreException e) {
            throw unreadable(e);
        }
    }

    static Failure unreadable(StoreException failure) {
        return Failure.of(failure.code(), String.valueOf(failure.getMessage()), failure);
    }

    private Optional<PostgresSettings> database() throws ProtocolException {
        return directory == null ? configured().postgres() : Optional.empty();
    }

    private ServerConfig configured() throws ProtocolException {
        return ServerCommand.configured(
                config == null ? List.of() : List.of("--config", config.toString()));
    }

    /**
     * The directory that holds it.
     *
     * @throws Failure FILE_UNREADABLE if it is in no directory
     */
    Path path() throws Failure, ProtocolException {
        if (database().isPresent()) {
            throw Failure.of(ErrorCode.FILE_UNREADABLE, "the ledger is in PostgreSQL")
                    .withFix("use pg_dump, and copy the data directory, which holds the keys;"
                            + " see docs/operations.md");
        }
        Path found = directory == null ? configured().dataDirectory() : directory;
        if (!SqliteLedgerStore.isIn(found)) {
            throw Failure.of(ErrorCode.FILE_UNREADABLE, found + " has no ledger in it")
                    .withFix("name the data directory of a server with --data-dir");
        }
        return found;
    }
}
