package org.mopay.cli.operator;

import org.mopay.cli.output.CommandGroup;

import picocli.CommandLine.Command;

/** {@code mo operator}. */
@Command(
        name = "operator",
        description =
                "Run a server: activate and stop phones, top up, check the books, rotate keys.",
        subcommands = {
            ActivateCommand.class,
            TopUpCommand.class,
            AdjustCommand.class,
            HoldCommand.Hold.class,
            HoldCommand.Release.class,
            ReviewCommand.Show.class,
            ReviewCommand.Approve.class,
            ReviewCommand.Refuse.class,
            StepUpCommand.class,
            SumCommand.class,
            DeviceCommand.Show.class,
            DeviceCommand.Freeze.class,
            DeviceCommand.Unfreeze.class,
            DeviceCommand.Revoke.class,
            RotateKeysCommand.class
        })
public final class OperatorCommand extends CommandGroup {}
