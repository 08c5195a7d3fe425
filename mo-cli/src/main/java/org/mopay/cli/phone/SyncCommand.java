package org.mopay.cli.phone;

import org.mopay.cli.host.DecidedPayment;
import org.mopay.cli.host.LocalPhone;
import org.mopay.cli.host.Outbox;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.PaymentResult;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.Optional;

/** {@code mo phone sync}. */
@Command(
        name = "sync",
        description = "Ask the validator about every payment without an outcome, and refill.")
final class SyncCommand extends ConsoleCommand {
    @Mixin
    private PhoneOptions options;

    @Override
    protected ExitCode run(Console console) throws Failure, ProtocolException {
        LocalPhone phone = options.open();
        Outbox outbox = new Outbox(phone);
        outbox.update();
        List<Bytes> unresolved = outbox.unresolved();
        int resolved = 0;
        Optional<Failure> last = Optional.empty();
        for (Bytes d : unresolved) {
            try {
                if (resolve(console, outbox, d)) {
                    resolved++;
                }
            } catch (Failure e) {
                console.print(
                        Event.named("unresolved")
                                .with("d", d)
                                .with("code", e.code().code()),
                        "unresolved: " + d.hex() + ": " + PaymentView.sentence(e.code()));
                last = Optional.of(e);
            }
        }
        outbox.refillIfNeeded();
        int unused = phone.step(own -> own.unusedAliases(phone.now()));
        console.print(
                Event.named("synced")
                        .with("resolved", resolved)
                        .with("unresolved", unresolved.size() - resolved)
                        .with("unused", unused),
                "synced: " + resolved + " payments resolved, " + (unresolved.size() - resolved)
                        + " unresolved, " + unused + " unused credentials");
        if (last.isPresent()) {
            throw Failure.of(ErrorCode.PAYMENT_UNRESOLVED, last.get().code().code(), last.get())
                    .withFix("`mo phone sync --dir " + options.directory() + "` again later");
        }
        return ExitCode.OK;
    }

    /** Whether it is decided; what is pending is shown, and stays unresolved. */
    private static boolean resolve(Console console, Outbox outbox, Bytes d)
            throws Failure, ProtocolException {
        try {
            Optional<PaymentResult> result = outbox.resolve(d);
            Optional<DecidedPayment> decided =
                    result.isPresent() ? PaymentView.decided(result.get()) : Optional.empty();
            decided.ifPresent(payment -> PaymentView.print(console, payment));
            return decided.map(payment -> payment.pending().isEmpty()).orElse(true);
        } catch (Failure e) {
            if (!outbox.isGivenUp(d)) {
                throw e;
            }
            console.print(
                    Event.named("given_up").with("d", d).with("code", e.code().code()),
                    "never settled: " + d.hex() + ": " + PaymentView.sentence(e.code()));
            return true;
        }
    }
}
