package org.mopay.cli.operator;

import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.error.ErrorCode;
import org.mopay.proto.v1.LedgerSum;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mo operator sum}. */
@Command(
        name = "sum",
        description = "Add up all balances, per asset: zero, or the ledger is corrupt.")
final class SumCommand extends ConsoleCommand {
    @Mixin
    private OperatorOptions server;

    @Override
    protected ExitCode run(Console console) throws Failure {
        String unbalanced = "";
        for (LedgerSum sum : server.client().ledgerSum().getSumsList()) {
            console.print(
                    Event.named("ledger_sum")
                            .with("asset", sum.getAsset())
                            .with("sum", sum.getSum())
                            .with("customers", sum.getCustomers())
                            .with("payments", sum.getPayments()),
                    sum.getAsset() + ": sum " + sum.getSum() + ", customers hold "
                            + sum.getCustomers() + " minor units, " + sum.getPayments()
                            + " payments");
            if (sum.getSum() != 0) {
                unbalanced = sum.getAsset() + " adds up to " + sum.getSum();
            }
        }
        if (!unbalanced.isEmpty()) {
            throw Failure.of(ErrorCode.LEDGER_CORRUPT, unbalanced);
        }
        return ExitCode.OK;
    }
}
