package org.mopay.benchmarks;

import org.mopay.benchmarks.crash.CrashCommand;
import org.mopay.benchmarks.load.LoadCommand;
import org.mopay.benchmarks.load.SeedCommand;
import org.mopay.benchmarks.load.StorageOption;
import org.openjdk.jmh.runner.RunnerException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command behind {@code benchmarks/run}. */
@Command(
        name = "benchmarks/run",
        description = "Measures MO payments, each figure beside its floor.",
        subcommands = {
            JmhCommand.class,
            RatiosCommand.class,
            LoadCommand.class,
            SeedCommand.class,
            CrashCommand.class
        })
public final class Benchmarks implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    boolean help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to measure");
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks())
                .setExecutionExceptionHandler(Benchmarks::report)
                .execute(arguments));
    }

    /** What JMH refuses, such as to run beside another JMH, it says in a sentence of its own. */
    static int report(Exception thrown, CommandLine command, ParseResult parsed) throws Exception {
        if (thrown instanceof StorageOption.NotInstalled) {
            command.getErr().println("benchmarks/run: " + thrown.getMessage());
            return StorageOption.UNREACHABLE;
        }
        if (!(thrown instanceof RunnerException)) {
            throw thrown;
        }
        command.getErr().println("benchmarks/run: " + thrown.getMessage());
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
