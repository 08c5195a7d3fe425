package org.mopay.cli.ledger;

import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sqlite.SqliteLedgerStore;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mo ledger export}. */
@Command(
        name = "export",
        description = {
            "Print one committed state of the ledger, one JSON object a line.",
            "Assets, accounts and balances come first, then postings, top-ups, refunds and payments",
            "in the order of their numbers."
        })
final class ExportCommand extends ConsoleCommand {
    @Mixin
    private LedgerDirectory ledger;

    @Override
    protected ExitCode run(Console console) throws Failure {
        try (LedgerReader reader = SqliteLedgerStore.openReader(ledger.path())) {
            reader.scan(new LedgerLines(console));
        } catch (StoreException e) {
            throw Failure.of(e.code(), String.valueOf(e.getMessage()), e);
        }
        if (!console.finish()) {
            throw Failure.of(ErrorCode.FILE_UNREADABLE, "standard output can't be written");
        }
        return ExitCode.OK;
    }
}
