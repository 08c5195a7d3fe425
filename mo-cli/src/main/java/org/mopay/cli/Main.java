package org.mopay.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER;

import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.cli.output.Streams;
import org.mopay.cli.server.ServerCommand;
import org.mopay.core.error.ErrorCode;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Entry point of the {@code mo} command. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(Streams.standardOutput(), Streams.standardError(), args));
    }

    /** Runs one command line and returns its exit status. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        Console console = new Console(out, err, Arrays.asList(args).contains(ConsoleCommand.JSON));
        CommandLine commands = CommandTree.branch(Mo.class, Arrays.asList(args));
        Optional.ofNullable(commands.getSubcommands().get("server"))
                .ifPresent(server -> server.getHelpSectionMap()
                        .put(SECTION_KEY_FOOTER, help -> ServerCommand.help()));
        return commands.setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(
                        (e, ignored) -> console.fail(usage(e)).number())
                .setExecutionExceptionHandler(
                        (e, command, parsed) -> console.fail(e).number())
                .setExitCodeExceptionMapper(e -> ExitCode.INTERNAL.number())
                .execute(args);
    }

    /** The fix is the suggestion if there is one, else the help of the command that was meant. */
    private static Failure usage(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        Failure failure = Failure.of(ErrorCode.USAGE, String.valueOf(e.getMessage()), e)
                .withFix("`" + command + " --help`");
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                return failure.withFix("did you mean `" + suggestions.get(0) + "`?");
            }
        }
        return failure;
    }
}
