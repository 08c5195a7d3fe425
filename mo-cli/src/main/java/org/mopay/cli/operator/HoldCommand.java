package org.mopay.cli.operator;

import org.mopay.cli.http.OperatorClient;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.cli.output.Typed;
import org.mopay.core.Amount;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.HoldOrder;
import org.mopay.proto.v1.HoldReceipt;
import org.mopay.proto.v1.Money;
import org.mopay.proto.v1.ReleaseOrder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.UUID;

/** What an operator keeps an account from spending. */
abstract class HoldCommand extends ConsoleCommand {
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Kept with it, and shown in the account's statement.")
    protected String reason = "";

    @Mixin
    protected OperatorOptions server;

    private HoldCommand() {}

    static void print(Console console, HoldReceipt hold) {
        Amount money = Amount.of(hold.getMoney());
        String state = hold.getReleased()
                ? "released, " + money.withUnits(hold.getTaken()) + " of it taken"
                : "held";
        console.print(
                Event.named("hold")
                        .with("id", hold.getId())
                        .with("account", hold.getAccount())
                        .with("amount", money)
                        .with("released", hold.getReleased())
                        .with("taken", money.withUnits(hold.getTaken())),
                "hold " + hold.getId() + " on " + hold.getAccount() + ": " + money + ", " + state);
    }

    /** {@code mo operator hold}. */
    @Command(
            name = "hold",
            description = {
                "Keep an account from spending so much, until it is released.",
                "Prints the hold's id."
            })
    static final class Hold extends HoldCommand {
        @Mixin
        private OperatorMoney typed;

        @Option(
                names = "--until",
                paramLabel = "SECONDS",
                defaultValue = "0",
                description = "When it ends by itself, since the Unix epoch; 0 for never.")
        private long until;

        @Option(
                names = "--id",
                paramLabel = "ID",
                defaultValue = "",
                description = "The same id holds once (default: a random one).")
        private String id;

        @Override
        protected ExitCode run(Console console) throws Failure, ProtocolException {
            OperatorClient client = server.client();
            Amount money = typed.amount(client);
            print(
                    console,
                    client.hold(HoldOrder.newBuilder()
                            .setId(id.isEmpty() ? UUID.randomUUID().toString() : id)
                            .setAccount(typed.account())
                            .setMoney(money.toMoney())
                            .setReason(reason)
                            .setDeadline(until)
                            .build()));
            return ExitCode.OK;
        }
    }

    /** {@code mo operator release}. */
    @Command(
            name = "release",
            description = "End a hold: give the money back, or take of it for the reserve.")
    static final class Release extends HoldCommand {
        @Parameters(paramLabel = "ID", description = "As `mo operator hold` printed it.")
        private String id;

        @Option(
                names = "--take",
                paramLabel = "AMOUNT",
                defaultValue = "0",
                description = "In major units, such as 12.50: how much goes to mo:reserve"
                        + " (default: none).")
        private String take;

        @Override
        protected ExitCode run(Console console) throws Failure {
            OperatorClient client = server.client();
            Money held = client.hold(id).getMoney();
            Amount taken = Typed.amount(take, held.getAsset(), held.getExponent());
            print(
                    console,
                    client.release(ReleaseOrder.newBuilder()
                            .setId(id)
                            .setTaken(taken.minorUnits())
                            .setReason(reason)
                            .build()));
            return ExitCode.OK;
        }
    }
}
