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
import picocli.CommandLine.Parameters;

import java.util.UUID;

/** Money that the operator books to one account. */
abstract class BookingCommand extends ConsoleCommand {
    @Parameters(index = "0", paramLabel = "ACCOUNT")
    private String account;

    @Parameters(index = "1", paramLabel = "AMOUNT", description = "In major units, such as 12.50.")
    private String amount;

    @Option(
            names = "--asset",
            paramLabel = "CODE",
            defaultValue = "",
            description = "Of which asset (default: the validator's first).")
    private String asset;

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
        Amount money = signed(OperatorMoney.parse(client, amount, asset));
        String key = idempotencyKey.isEmpty() ? UUID.randomUUID().toString() : idempotencyKey;
        TopUpReceipt receipt = book(client, account, money, key);
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
