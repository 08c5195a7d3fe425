package org.mopay.cli.operator;

import org.mopay.cli.output.CommandGroup;

import picocli.CommandLine.Command;

/** {@code mo operator}. */
@Command(
        name = "operator",
        description = "Run a server's accounts: activate phones, top up, check the books.",
        subcommands = {ActivateCommand.class, TopUpCommand.class, SumCommand.class})
public final class OperatorCommand extends CommandGroup {}
