package org.mopay.cli.ledger;

import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.server.ledger.LedgerCheck;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.StoreException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mo ledger check}. */
@Command(
        name = "check",
        description = "Rebuild every balance from the journal and compare it with what is stored.")
final class CheckCommand extends ConsoleCommand {
    @Mixin
    private WhichLedger ledger;

    @Override
    protected ExitCode run(Console console) throws Exception {
        LedgerCheck.Report report;
        try (LedgerReader reader = ledger.open()) {
            report = LedgerCheck.run(reader);
        } catch (StoreException e) {
            throw WhichLedger.unreadable(e);
        }
        for (String finding : report.findings()) {
            console.print(Event.named("finding").with("finding", finding), finding);
        }
        console.print(event("ledger_checked", report), summary(report));
        return report.isClean() ? ExitCode.OK : ExitCode.INTEGRITY_FAILURE;
    }

    static Event event(String name, LedgerCheck.Report report) {
        return Event.named(name)
                .with("clean", report.isClean())
                .with("postings", report.postings())
                .with("payments", report.payments())
                .with("findings", report.findings().size());
    }

    static String summary(LedgerCheck.Report report) {
        return (report.isClean() ? "clean: " : report.findings().size() + " findings in ")
                + report.postings() + " postings, " + report.payments() + " payments";
    }
}
