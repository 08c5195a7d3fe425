package org.mopay.cli.operator;

import org.mopay.cli.http.OperatorClient;
import org.mopay.cli.output.Failure;
import org.mopay.core.Amount;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.TopUpOrder;
import org.mopay.proto.v1.TopUpReceipt;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mo operator top-up}. */
@Command(name = "top-up", description = "Add money to an account.")
final class TopUpCommand extends BookingCommand {
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "top-up",
            description = "Shown in the account's statement.")
    private String reason;

    TopUpCommand() {
        super("top_up");
    }

    @Override
    Amount signed(Amount typed) {
        return typed;
    }

    @Override
    TopUpReceipt book(OperatorClient client, String account, Amount money, String key)
            throws Failure, ProtocolException {
        return client.topUp(TopUpOrder.newBuilder()
                .setAccount(account)
                .setMoney(money.toMoney())
                .setReason(reason)
                .setIdempotencyKey(key)
                .build());
    }
}
