package org.mopay.cli.ledger;

import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.server.backup.Backup;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/** {@code mo ledger backup}. */
@Command(
        name = "backup",
        description = {
            "Copy the data directory, keys included, while its server runs.",
            "The copy is worth as much to a thief as the directory itself."
        })
final class BackupCommand extends ConsoleCommand {
    @Mixin
    private WhichLedger ledger;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR",
            description = "Where the copy appears when it is whole; must not exist yet.")
    private Path target = Path.of("");

    @Override
    protected ExitCode run(Console console) throws Exception {
        Backup.take(ledger.path(), target);
        console.print(
                Event.named("backed_up").with("directory", target.toString()),
                "backed up to " + target);
        return ExitCode.OK;
    }
}
