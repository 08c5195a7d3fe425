package org.mopay.cli.phone;

import org.jspecify.annotations.Nullable;
import org.mopay.cli.host.DecidedPayment;
import org.mopay.cli.host.LocalPhone;
import org.mopay.cli.host.Outbox;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.cli.output.Typed;
import org.mopay.core.Amount;
import org.mopay.core.PaymentResult;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.StoredOutcome;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code mo phone refund}. */
@Command(
        name = "refund",
        description = {
            "Give back a payment that this phone has received, whole or in part. The fee stays paid.",
            "While its outcome is unknown, the same command continues it and gives nothing back twice."
        })
final class RefundCommand extends ConsoleCommand {
    @Parameters(
            paramLabel = "PAYMENT",
            description = "The payment's id as it was shown when it came, or how the id begins.")
    private String payment;

    @Option(
            names = "--amount",
            paramLabel = "AMOUNT",
            description = "In major units (default: the whole payment).")
    private @Nullable String amount;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Shown in both statements.")
    private String reason;

    @Option(names = "--yes", description = "Give back without being asked.")
    private boolean yes;

    @Mixin
    private PhoneOptions options;

    @Mixin
    private Pin pin;

    @Override
    protected ExitCode run(Console console) throws Failure, ProtocolException {
        LocalPhone phone = options.open();
        StoredOutcome received = received(phone);
        DecidedPayment payment = DecidedPayment.of(received);
        Optional<Bytes> earlier = phone.step(own -> own.unresolvedRefund(payment.paymentId()));
        if (earlier.isPresent()) {
            console.talk("a refund of this payment is not decided yet; it is continued:");
        }
        Bytes r = earlier.isPresent() ? earlier.get() : sign(console, phone, received);
        PaymentResult result = settle(phone, r);
        Optional<DecidedPayment> decided = PaymentView.decided(result);
        if (result.status() == PaymentResult.Status.SETTLED) {
            decided.ifPresent(done -> PaymentView.print(console, done));
            return ExitCode.OK;
        }
        decided.ifPresent(done -> PaymentView.printToBeExplained(console, done));
        throw Failure.of(result.code().orElse(ErrorCode.DECLINED), "");
    }

    private StoredOutcome received(LocalPhone phone) throws Failure, ProtocolException {
        List<StoredOutcome> found = phone.directory()
                .locked(() -> DecidedPayment.received(
                        phone.directory(), payment.toLowerCase(Locale.ROOT)));
        if (found.size() == 1) {
            return found.get(0);
        }
        throw Failure.of(
                        ErrorCode.NOT_REFUNDABLE,
                        found.size() + " payments of this phone begin with " + payment)
                .withFix("take a payment_id of `mo phone history --json --dir "
                        + options.directory() + "`");
    }

    private Bytes sign(Console console, LocalPhone phone, StoredOutcome received)
            throws Failure, ProtocolException {
        Amount paid = DecidedPayment.of(received).amount();
        Amount back = amount == null ? paid : Typed.amount(amount, paid.asset(), paid.exponent());
        Consent consent = new Consent(console, yes);
        consent.confirm("Give back " + back + " of " + paid + "?", "give back");
        String given = consent.pin(phone, pin);
        return phone.step(own -> {
            Bytes r = own.refund(
                    received, back.minorUnits(), reason, own.consent(given), phone.now());
            phone.commit(List.of(own.stored()));
            return r;
        });
    }

    private PaymentResult settle(LocalPhone phone, Bytes r) throws Failure, ProtocolException {
        Outbox outbox = new Outbox(phone);
        Optional<PaymentResult> result;
        try {
            result = outbox.resolve(r);
        } catch (Failure e) {
            if (outbox.isGivenUp(r)) {
                throw e;
            }
            throw Failure.of(ErrorCode.PAYMENT_UNRESOLVED, "no outcome: " + e.getMessage(), e)
                    .withFix("the same command again: it is continued and gives back once");
        }
        return result.orElseThrow(() -> Failure.of(
                        ErrorCode.PAYMENT_UNRESOLVED, "another process has just taken its outcome")
                .withFix("`mo phone history --dir " + options.directory() + "`"));
    }
}
