package org.mopay.cli.operator;

import org.mopay.cli.http.OperatorClient;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.Amount;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.TopUpReceipt;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.UUID;

/** Money that the operator books to one account. */
abstract class BookingCommand extends ConsoleCommand {
    @Mixin
    private OperatorMoney typed;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            defaultValue = "",
            description = "The same key is booked once (default: a random one).")
    private String idempotencyKey;

    @Mixin
    private OperatorOptions server;

    private final String event;

    /** A command whose JSON line has this name. */
    BookingCommand(String event) {
        this.event = event;
    }

    /** The amount as it is booked: below zero when it is taken. */
    abstract Amount signed(Amount typed);

    /** Sends the order. */
    abstract TopUpReceipt book(OperatorClient client, String account, Amount money, String key)
            throws Failure, ProtocolException;

    @Override
    protected final ExitCode run(Console console) throws Failure, ProtocolException {
        OperatorClient client = server.client();
        Amount money = signed(typed.amount(client));
        String key = idempotencyKey.isEmpty() ? UUID.randomUUID().toString() : idempotencyKey;
        TopUpReceipt receipt = book(client, typed.account(), money, key);
        Amount balance = Amount.of(receipt.getBalance());
        String sign = money.minorUnits() < 0 ? "" : "+";
        console.print(
                Event.named(event)
                        .with("account", receipt.getAccount())
                        .with("amount", money)
                        .with("balance", balance)
                        .with("sequence", receipt.getSequence()),
                receipt.getAccount() + ": " + sign + money + ", balance " + balance);
        return ExitCode.OK;
    }
}
