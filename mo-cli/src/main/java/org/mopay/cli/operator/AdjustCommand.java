package org.mopay.cli.operator;

import org.mopay.cli.http.OperatorClient;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.Amount;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.AdjustmentOrder;
import org.mopay.proto.v1.AdjustmentSource;
import org.mopay.proto.v1.TopUpReceipt;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.UUID;

/** {@code mo operator adjust}. */
@Command(
        name = "adjust",
        description = {
            "Give money to an account, or take it, against the reserve or the float.",
            "The reserve, mo:reserve, is the operator's own money: fund it against the float."
        })
final class AdjustCommand extends ConsoleCommand {
    /** The other side, as the command line says it. */
    enum Source {
        reserve(AdjustmentSource.ADJUSTMENT_SOURCE_RESERVE),
        // "float" is a word of Java.
        outside(AdjustmentSource.ADJUSTMENT_SOURCE_FLOAT);

        private final AdjustmentSource source;

        Source(AdjustmentSource source) {
            this.source = source;
        }
    }

    @Parameters(index = "0", paramLabel = "ACCOUNT")
    private String account;

    @Parameters(index = "1", paramLabel = "AMOUNT", description = "In major units, such as 12.50.")
    private String amount;

    @Option(names = "--take", description = "Take it from the account (default: give it).")
    private boolean take;

    @Option(
            names = "--against",
            defaultValue = "reserve",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}): the operator's"
                    + " reserve, or money that comes from outside or leaves.")
    private Source against;

    @Option(
            names = "--asset",
            paramLabel = "CODE",
            defaultValue = "",
            description = "What to move (default: the validator's first asset).")
    private String asset;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Kept with it, and shown in the account's statement.")
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
        Amount typed = OperatorMoney.parse(client, amount, asset);
        Amount money = take ? typed.withUnits(-typed.minorUnits()) : typed;
        TopUpReceipt receipt = client.adjust(AdjustmentOrder.newBuilder()
                .setAccount(account)
                .setMoney(money.toMoney())
                .setAgainst(against.source)
                .setReason(reason)
                .setIdempotencyKey(
                        idempotencyKey.isEmpty() ? UUID.randomUUID().toString() : idempotencyKey)
                .build());
        Amount balance = Amount.of(receipt.getBalance());
        console.print(
                Event.named("adjustment")
                        .with("account", receipt.getAccount())
                        .with("amount", money)
                        .with("balance", balance)
                        .with("sequence", receipt.getSequence()),
                receipt.getAccount() + ": " + (take ? "" : "+") + money + ", balance " + balance);
        return ExitCode.OK;
    }
}
