package org.mopay.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

import java.util.List;

/**
 * The commands, of which no more is read than a command line asks for: to read the classes of all of
 * them takes longer than most commands do.
 */
final class CommandTree {
    private CommandTree() {}

    /**
     * The branch that the first arguments name, down to a command, or to a group with everything in it
     * where no further one is named.
     */
    static CommandLine branch(Class<?> command, List<String> args) {
        if (!args.isEmpty()) {
            for (Class<?> subcommand : command.getAnnotation(Command.class).subcommands()) {
                if (nameOf(subcommand).equals(args.get(0))) {
                    return new CommandLine(CommandSpec.create().name(nameOf(command)))
                            .addSubcommand(branch(subcommand, args.subList(1, args.size())));
                }
            }
        }
        return new CommandLine(command);
    }

    private static String nameOf(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }
}
