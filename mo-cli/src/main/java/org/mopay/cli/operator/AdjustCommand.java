package org.mopay.cli.operator;

import org.mopay.cli.http.OperatorClient;
import org.mopay.cli.output.Failure;
import org.mopay.core.Amount;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.AdjustmentOrder;
import org.mopay.proto.v1.AdjustmentSource;
import org.mopay.proto.v1.TopUpReceipt;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mo operator adjust}. */
@Command(
        name = "adjust",
        description = {
            "Give money to an account, or take it, against the reserve or the float.",
            "The reserve, mo:reserve, is the operator's own money: fund it against the float."
        })
final class AdjustCommand extends BookingCommand {
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

    @Option(names = "--take", description = "Take it from the account (default: give it).")
    private boolean take;

    @Option(
            names = "--against",
            defaultValue = "reserve",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}): the operator's"
                    + " reserve, or money that comes from outside or leaves.")
    private Source against;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Kept with it, and shown in the account's statement.")
    private String reason;

    AdjustCommand() {
        super("adjustment");
    }

    @Override
    Amount signed(Amount typed) {
        return take ? typed.withUnits(-typed.minorUnits()) : typed;
    }

    @Override
    TopUpReceipt book(OperatorClient client, String account, Amount money, String key)
            throws Failure, ProtocolException {
        return client.adjust(AdjustmentOrder.newBuilder()
                .setAccount(account)
                .setMoney(money.toMoney())
                .setAgainst(against.source)
                .setReason(reason)
                .setIdempotencyKey(key)
                .build());
    }
}
