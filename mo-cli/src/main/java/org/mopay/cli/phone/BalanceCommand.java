package org.mopay.cli.phone;

import org.mopay.cli.host.LocalPhone;
import org.mopay.cli.host.Outbox;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.Amount;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.BalanceAnswer;
import org.mopay.proto.v1.Money;
import org.mopay.proto.v1.Signed;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mo phone balance}. */
@Command(name = "balance", description = "Ask the validator for the account's balances.")
final class BalanceCommand extends ConsoleCommand {
    @Mixin
    private PhoneOptions options;

    @Override
    protected ExitCode run(Console console) throws Failure, ProtocolException {
        LocalPhone phone = options.open();
        Signed query = phone.step(own -> own.balanceQuery(phone.now()));
        BalanceAnswer answer = phone.validator().balance(query);
        for (Money money : answer.getBalancesList()) {
            Amount balance = Amount.of(money);
            console.print(
                    Event.named("balance")
                            .with("account", answer.getAccount())
                            .with("amount", balance),
                    answer.getAccount() + ": " + balance);
        }
        if (answer.getBalancesCount() == 0) {
            console.print(
                    Event.named("no_balance").with("account", answer.getAccount()),
                    answer.getAccount() + ": nothing yet");
        }
        new Outbox(phone).refillIfNeeded();
        return ExitCode.OK;
    }
}
