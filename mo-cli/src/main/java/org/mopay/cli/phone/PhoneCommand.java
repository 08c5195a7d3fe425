package org.mopay.cli.phone;

import org.mopay.cli.output.CommandGroup;

import picocli.CommandLine.Command;

/** {@code mo phone}. */
@Command(
        name = "phone",
        description =
                "Be a phone: enrol, ask for money, pay, give back, look at balance and history.",
        subcommands = {
            EnrolCommand.class,
            RequestCommand.class,
            PayCommand.class,
            StepUpCommand.class,
            CancelCommand.class,
            RefundCommand.class,
            BalanceCommand.class,
            HistoryCommand.class,
            SyncCommand.class,
            RefillCommand.class
        })
public final class PhoneCommand extends CommandGroup {}
