package org.mopay.cli.output;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/**
 * What every command has in common: {@code --json}, {@code --help}, and a {@link Console}. A command
 * that fails throws a {@link Failure} or a {@link org.mopay.core.error.ProtocolException}; the
 * program's entry reports it.
 */
@Command(
        mixinStandardHelpOptions = true,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%n",
        commandListHeading = "%nCommands:%n",
        sortOptions = false)
public abstract class ConsoleCommand implements Callable<Integer> {
    /** The option that turns output into JSON. */
    public static final String JSON = "--json";

    @Option(
            names = JSON,
            description = "Print one JSON object a line on standard output.",
            order = 100)
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** Does the command's work. */
    protected abstract ExitCode run(Console console) throws Exception;

    @Override
    public final Integer call() throws Exception {
        Console console =
                new Console(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
        return run(console).number();
    }
}
