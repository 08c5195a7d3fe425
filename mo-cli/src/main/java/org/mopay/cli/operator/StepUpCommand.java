package org.mopay.cli.operator;

import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.cli.qr.TerminalQr;
import org.mopay.proto.v1.SecondFactorGrant;
import org.mopay.proto.v1.SecondFactorOrder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mo operator step-up}. */
@Command(
        name = "step-up",
        description = {
            "Give an account a second factor: the link of a generator for an authenticator app.",
            "It is shown this once, and replaces the one that the account had."
        })
final class StepUpCommand extends ConsoleCommand {
    @Parameters(paramLabel = "ACCOUNT")
    private String account;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Kept beside it, for whoever asks later.")
    private String reason;

    @Mixin
    private OperatorOptions server;

    @Override
    protected ExitCode run(Console console) throws Failure {
        SecondFactorGrant grant = server.client()
                .secondFactor(SecondFactorOrder.newBuilder()
                        .setAccount(account)
                        .setReason(reason)
                        .build());
        console.print(
                Event.named("second_factor")
                        .with("account", grant.getAccount())
                        .with("link", grant.getLink()),
                grant.getLink());
        console.picture(colour -> TerminalQr.lines(grant.getLink(), colour));
        return ExitCode.OK;
    }
}
