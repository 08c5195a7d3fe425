package org.mopay.cli.phone;

import org.mopay.cli.host.DecidedPayment;
import org.mopay.cli.host.LocalPhone;
import org.mopay.cli.host.Outbox;
import org.mopay.cli.host.PayerConversation;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.PaymentResult;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.carrier.Links;
import org.mopay.core.carrier.QrText;
import org.mopay.core.channel.Engagements;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Optional;

/** {@code mo phone pay}. */
@Command(
        name = "pay",
        description = {
            "Pay a payee's link.",
            "The same link again continues a payment whose outcome is unknown; it never pays twice."
        })
final class PayCommand extends ConsoleCommand {
    @Parameters(paramLabel = "LINK", description = "mo://pay/... or the text of a QR code, MO:...")
    private String link;

    @Option(names = "--yes", description = "Pay without being asked.")
    private boolean yes;

    @Option(
            names = "--amount",
            paramLabel = "AMOUNT",
            defaultValue = "",
            description = "What to pay when the payee leaves it open.")
    private String amount;

    @Option(
            names = "--offline",
            description = "Leave it to the payee to reach the validator, as a phone without"
                    + " internet does.")
    private boolean offline;

    @Mixin
    private PhoneOptions options;

    @Mixin
    private Pin pin;

    @Override
    protected ExitCode run(Console console) throws Failure, ProtocolException {
        Bytes engagement = engagement();
        LocalPhone phone = options.open();
        Optional<DecidedPayment> done = phone.directory()
                .locked(() -> DecidedPayment.settledUnder(
                        phone.directory(), Engagements.digest(engagement)));
        if (done.isPresent()) {
            console.talk("this link was paid before; it is not paid again:");
            PaymentView.print(console, done.get());
            return ExitCode.OK;
        }
        Outbox outbox = new Outbox(phone);
        if (!offline) {
            outbox.makeReady();
        }
        Optional<Bytes> earlier = phone.step(own -> own.unresolvedUnder(engagement));
        ExitCode end = earlier.isPresent()
                ? settle(console, phone, earlier.get(), ErrorCode.PAYMENT_UNRESOLVED)
                : converse(console, phone, engagement);
        if (!offline) {
            outbox.refillIfNeeded();
        }
        return end;
    }

    private Bytes engagement() throws Failure {
        try {
            return link.startsWith(QrText.PREFIX) ? QrText.decode(link) : Links.engagement(link);
        } catch (ProtocolException e) {
            throw Failure.ofArgument(e).withFix("give the whole link that the payee shows");
        }
    }

    private ExitCode converse(Console console, LocalPhone phone, Bytes engagement)
            throws Failure, ProtocolException {
        PaymentScreen screen = new PaymentScreen(console, phone, pin, yes, amount);
        PaymentResult result =
                PayerConversation.hold(phone, engagement, screen, TraceView.of(console));
        if (!offline) {
            new Outbox(phone).learnFrom(result);
        }
        return switch (result.status()) {
            case SETTLED, REFUSED, PENDING -> decided(console, result);
            case NOT_AUTHORIZED ->
                throw screen.obstacle()
                        .orElseGet(() -> Failure.of(
                                result.code().orElse(ErrorCode.DECLINED), "nothing was paid"));
            case UNRESOLVED ->
                settle(
                        console,
                        phone,
                        result.d().orElseThrow(),
                        result.code().orElse(ErrorCode.PEER_GONE));
        };
    }

    /** No outcome came from the payee: this phone asks the validator itself. */
    private ExitCode settle(Console console, LocalPhone phone, Bytes d, ErrorCode why)
            throws Failure, ProtocolException {
        console.print(
                Event.named("unresolved").with("d", d).with("code", why.code()),
                "no outcome from the payee: " + PaymentView.sentence(why));
        if (offline) {
            throw unresolved("the payee gave no outcome (" + why.code() + ")");
        }
        Optional<PaymentResult> result;
        try {
            result = new Outbox(phone).resolve(d);
        } catch (Failure e) {
            if (new Outbox(phone).isGivenUp(d)) {
                throw e;
            }
            throw unresolved("the validator gave none either: " + e.getMessage());
        }
        if (result.isEmpty()) {
            throw unresolved("another process has just taken its outcome")
                    .withFix("`mo phone history --dir " + options.directory() + "`");
        }
        return decided(console, result.get());
    }

    private Failure unresolved(String detail) {
        return Failure.of(ErrorCode.PAYMENT_UNRESOLVED, detail)
                .withFix("`mo phone pay '" + link + "' --dir " + options.directory()
                        + "`: it is continued and never paid twice");
    }

    /** What is reserved is not paid yet. */
    private Failure pending(DecidedPayment payment) {
        String command = payment.pending().orElseThrow().forCode() ? "step-up" : "sync";
        return Failure.of(ErrorCode.PAYMENT_UNRESOLVED, "it " + PaymentView.waits(payment))
                .withFix("`mo phone " + command + " --dir " + options.directory() + "`");
    }

    /** This authorization is refused for good: another attempt needs a link of its own. */
    private static Failure refused(ErrorCode code) {
        Failure failure = Failure.of(code, "");
        return code == ErrorCode.OTP_WRONG
                ? failure.withFix("pay the fresh link that the payee shows now, with the right PIN")
                : failure;
    }

    private ExitCode decided(Console console, PaymentResult result) throws Failure {
        Optional<DecidedPayment> decided = PaymentView.decided(result);
        return switch (result.status()) {
            case SETTLED -> {
                decided.ifPresent(payment -> PaymentView.print(console, payment));
                yield ExitCode.OK;
            }
            case REFUSED -> {
                decided.ifPresent(payment -> PaymentView.printToBeExplained(console, payment));
                throw refused(result.code().orElse(ErrorCode.DECLINED));
            }
            case PENDING -> {
                DecidedPayment payment = decided.orElseThrow();
                PaymentView.print(console, payment);
                throw pending(payment);
            }
            case UNRESOLVED, NOT_AUTHORIZED -> throw unresolved("it is not decided yet");
        };
    }
}
