package org.mopay.cli.phone;

import org.mopay.cli.host.Outbox;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.error.ProtocolException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mo phone refill}. */
@Command(name = "refill", description = "Fill the phone's pool of one-time credentials.")
final class RefillCommand extends ConsoleCommand {
    @Mixin
    private PhoneOptions options;

    @Override
    protected ExitCode run(Console console) throws Failure, ProtocolException {
        int unused = new Outbox(options.open()).refill();
        console.print(
                Event.named("refilled").with("unused", unused),
                "refilled: " + unused + " unused credentials");
        return ExitCode.OK;
    }
}
