package org.mopay.cli.operator;

import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.cli.qr.TerminalQr;
import org.mopay.proto.v1.ActivationGrant;
import org.mopay.proto.v1.ActivationOrder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;

/** {@code mo operator activate}. */
@Command(
        name = "activate",
        description =
                "Make a link that enrols one phone of an account, which is opened if missing.")
final class ActivateCommand extends ConsoleCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "1 to 64 of a-z, 0-9, dot, _ and hyphen.")
    private String account;

    @Option(
            names = "--name",
            paramLabel = "VERIFIED_NAME",
            defaultValue = "",
            description = "For a merchant: the name that payers see as verified.")
    private String name;

    @Mixin
    private OperatorOptions server;

    @Override
    protected ExitCode run(Console console) throws Failure {
        ActivationGrant grant = server.client()
                .activate(ActivationOrder.newBuilder()
                        .setAccount(account)
                        .setVerifiedName(name)
                        .build());
        console.print(
                Event.named("activation")
                        .with("account", grant.getAccount())
                        .with("link", grant.getLink())
                        .with("expires_at", grant.getExpiresAt()),
                grant.getLink());
        console.picture(colour -> TerminalQr.lines(grant.getLink(), colour));
        console.talk("for one phone of " + grant.getAccount() + ", until "
                + Instant.ofEpochSecond(grant.getExpiresAt()));
        return ExitCode.OK;
    }
}
