package org.mopay.cli.ledger;

import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.backup.Backup;
import org.mopay.server.ledger.LedgerCheck;
import org.mopay.server.store.sqlite.SqliteLedgerStore;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/** {@code mo ledger restore}. */
@Command(
        name = "restore",
        description = {
            "Make a data directory of a backup, after its books were checked.",
            "Payments that were settled after the backup are lost: see docs/operations.md."
        })
final class RestoreCommand extends ConsoleCommand {
    @Option(names = "--from", required = true, paramLabel = "DIR", description = "The backup.")
    private Path backup = Path.of("");

    @Option(
            names = "--data-dir",
            required = true,
            paramLabel = "DIR",
            description = "The new data directory; must be empty or not exist.")
    private Path directory = Path.of("");

    @Override
    protected ExitCode run(Console console) throws Exception {
        if (!SqliteLedgerStore.isIn(backup)) {
            throw Failure.of(ErrorCode.FILE_UNREADABLE, backup + " has no ledger in it")
                    .withFix("name a backup; a ledger in PostgreSQL is restored with pg_restore,"
                            + " see docs/operations.md");
        }
        LedgerCheck.Report report = Backup.restore(backup, directory);
        console.print(
                CheckCommand.event("restored", report).with("directory", directory.toString()),
                "restored " + directory + ", " + CheckCommand.summary(report));
        return ExitCode.OK;
    }
}
