package org.mopay.cli.ledger;

import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.StoreException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mo ledger export}. */
@Command(
        name = "export",
        description = {
            "Print one committed state of the ledger, one JSON object a line.",
            "Assets, accounts and balances come first, then postings, top-ups, refunds and payments",
            "in the order of their numbers, then what was noted of devices and second factors."
        })
final class ExportCommand extends ConsoleCommand {
    @Mixin
    private WhichLedger ledger;

    @Override
    protected ExitCode run(Console console) throws Exception {
        try (LedgerReader reader = ledger.open()) {
            reader.scan(new LedgerLines(console));
        } catch (StoreException e) {
            throw WhichLedger.unreadable(e);
        }
        if (!console.finish()) {
            throw Failure.of(ErrorCode.FILE_UNREADABLE, "standard output can't be written");
        }
        return ExitCode.OK;
    }
}
