package org.mopay.cli.operator;

import org.mopay.cli.http.OperatorClient;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.Amount;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.TopUpOrder;
import org.mopay.proto.v1.TopUpReceipt;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.UUID;

/** {@code mo operator top-up}. */
@Command(name = "top-up", description = "Add money to an account.")
final class TopUpCommand extends ConsoleCommand {
    @Parameters(index = "0", paramLabel = "ACCOUNT")
    private String account;

    @Parameters(index = "1", paramLabel = "AMOUNT", description = "In major units, such as 12.50.")
    private String amount;

    @Option(
            names = "--asset",
            paramLabel = "CODE",
            defaultValue = "",
            description = "What to add (default: the validator's first asset).")
    private String asset;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "top-up",
            description = "Shown in the account's statement.")
    private String reason;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            defaultValue = "",
            description = "The same key is booked once (default: a random one).")
    private String idempotencyKey;

    @Mixin
    private OperatorOptions server;

    @Override
    protected ExitCode run(Console console) throws Failure, ProtocolException {
        OperatorClient client = server.client();
        Amount money = OperatorMoney.parse(client, amount, asset);
        TopUpReceipt receipt = client.topUp(TopUpOrder.newBuilder()
                .setAccount(account)
                .setMoney(money.toMoney())
                .setReason(reason)
                .setIdempotencyKey(
                        idempotencyKey.isEmpty() ? UUID.randomUUID().toString() : idempotencyKey)
                .build());
        Amount balance = Amount.of(receipt.getBalance());
        console.print(
                Event.named("top_up")
                        .with("account", receipt.getAccount())
                        .with("amount", money)
                        .with("balance", balance)
                        .with("sequence", receipt.getSequence()),
                receipt.getAccount() + ": +" + money + ", balance " + balance);
        return ExitCode.OK;
    }
}
