package org.mopay.cli.ledger;

import org.mopay.cli.output.CommandGroup;

import picocli.CommandLine.Command;

/** {@code mo ledger}. */
@Command(
        name = "ledger",
        description = "Check, export, back up and restore the ledger of a validation server.",
        subcommands = {
            CheckCommand.class,
            ExportCommand.class,
            BackupCommand.class,
            RestoreCommand.class
        })
public final class LedgerCommand extends CommandGroup {}
