package org.mopay.cli.ledger;

import org.mopay.cli.output.Failure;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.store.sqlite.SqliteLedgerStore;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/** Which ledger. */
final class LedgerDirectory {
    @Option(
            names = "--data-dir",
            defaultValue = "mo-data",
            paramLabel = "DIR",
            description = "The server's data directory (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of("mo-data");

    /**
     * The directory, in which there is a ledger.
     *
     * @throws Failure FILE_UNREADABLE
     */
    Path path() throws Failure {
        if (!SqliteLedgerStore.isIn(directory)) {
            throw Failure.of(ErrorCode.FILE_UNREADABLE, directory + " has no ledger in it")
                    .withFix("name the data directory of a server with --data-dir");
        }
        return directory;
    }
}
