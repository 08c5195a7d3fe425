package org.mopay.cli.demo;

import org.jspecify.annotations.Nullable;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.error.ProtocolException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;

/** {@code mo demo}. */
@Command(
        name = "demo",
        description = {
            "Run a server and two phones as processes of this machine.",
            "One payment settles, one that was altered on the way is refused, and so is one beyond",
            "the balance."
        })
public final class DemoCommand extends ConsoleCommand {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "Keep server and phones in this new directory (default: a temporary one).")
    private @Nullable Path directory;

    @Override
    protected ExitCode run(Console console) throws Failure, ProtocolException {
        try (Stage stage = directory == null ? Stage.temporary() : Stage.in(directory)) {
            Demo.Summary summary = new Demo(console, stage).play();
            console.print(
                    Event.named("summary")
                            .with("settled", summary.settled())
                            .with("refused", summary.refused())
                            .with("balanced", summary.balanced()),
                    "",
                    summary.settled() + " settled, " + summary.refused() + " refused, the books "
                            + (summary.balanced() ? "balance" : "DO NOT BALANCE"));
            return summary.isAsTold() ? ExitCode.OK : ExitCode.INTEGRITY_FAILURE;
        }
    }
}
