package org.mopay.cli.phone;

import org.jspecify.annotations.Nullable;
import org.mopay.cli.host.LocalPhone;
import org.mopay.cli.host.Outbox;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.PaymentResult;
import org.mopay.core.Phone;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.payment.Outcomes;
import org.mopay.proto.v1.RequestState;
import org.mopay.proto.v1.Signed;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code mo phone cancel}. */
@Command(
        name = "cancel",
        description = {
            "Take back a payment that is not decided yet, or a request that is not paid yet.",
            "What the validator has settled before stays settled."
        })
final class CancelCommand extends ConsoleCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "How the d of the payment or the digest of the request begins, as"
                    + " `mo phone history` and `mo phone request --json` show them; not needed"
                    + " where there is only one.")
    private @Nullable String name;

    @Mixin
    private PhoneOptions options;

    @Override
    protected ExitCode run(Console console) throws Failure, ProtocolException {
        LocalPhone phone = options.open();
        List<Bytes> payments = named(phone.step(Phone::unresolvedPayments));
        List<Bytes> requests = named(phone.step(Phone::requests));
        if (payments.size() + requests.size() != 1) {
            throw ambiguous(payments, requests);
        }
        return payments.isEmpty()
                ? cancelRequest(console, phone, requests.get(0))
                : cancelPayment(console, phone, payments.get(0));
    }

    private List<Bytes> named(List<Bytes> all) {
        String begins = name == null ? "" : name.toLowerCase(Locale.ROOT);
        return all.stream().filter(each -> each.hex().startsWith(begins)).toList();
    }

    private static Failure ambiguous(List<Bytes> payments, List<Bytes> requests) {
        List<String> all = new ArrayList<>();
        payments.forEach(d -> all.add("payment " + d.hex()));
        requests.forEach(digest -> all.add("request " + digest.hex()));
        return all.isEmpty()
                ? Failure.of(ErrorCode.USAGE, "there is nothing of that name to cancel")
                        .withFix("look with `mo phone history`: what is decided stays so")
                : Failure.of(ErrorCode.USAGE, "which one: " + String.join(", ", all))
                        .withFix("give the beginning of one of these names");
    }

    private ExitCode cancelPayment(Console console, LocalPhone phone, Bytes d)
            throws Failure, ProtocolException {
        phone.step(own -> {
            phone.commit(List.of(own.cancel(d, phone.now())));
            return own;
        });
        Outbox outbox = new Outbox(phone);
        Optional<PaymentResult> result;
        try {
            result = outbox.resolve(d);
        } catch (Failure e) {
            throw outbox.isGivenUp(d) ? e : unresolved(e);
        }
        PaymentResult decided = result.orElseThrow(() -> Failure.of(
                        ErrorCode.PAYMENT_UNRESOLVED, "another process has just taken its outcome")
                .withFix("`mo phone history --dir " + options.directory() + "`"));
        if (decided.status() == PaymentResult.Status.REFUSED) {
            console.print(
                    Event.named("cancelled").with("d", d),
                    "cancelled: nothing was taken, and nothing will be");
            return ExitCode.OK;
        }
        PaymentView.decided(decided)
                .ifPresent(payment -> PaymentView.printToBeExplained(console, payment));
        throw decided.status() == PaymentResult.Status.SETTLED
                ? tooLate()
                : unresolved(Failure.of(ErrorCode.PAYMENT_UNRESOLVED, "it is pending"));
    }

    private ExitCode cancelRequest(Console console, LocalPhone phone, Bytes digest)
            throws Failure, ProtocolException {
        Bytes cancellation = phone.step(own -> {
            phone.commit(List.of(own.cancelRequest(digest, phone.now())));
            return own.requestCancellation(digest);
        });
        Signed status;
        try {
            status = phone.validator().cancelRequest(cancellation);
        } catch (Failure e) {
            throw unresolved(e);
        }
        RequestState state = take(phone, digest, status);
        if (state == RequestState.REQUEST_STATE_CANCELLED) {
            console.print(
                    Event.named("cancelled").with("request", digest),
                    "cancelled: nobody can pay this request any more");
            return ExitCode.OK;
        }
        throw tooLate();
    }

    private static RequestState take(LocalPhone phone, Bytes digest, Signed status)
            throws Failure, ProtocolException {
        // It may be signed with a key that this phone has not heard of yet.
        new Outbox(phone).update();
        return phone.step(own -> {
            phone.commit(List.of(own.requestStatus(digest, status)));
            return Outcomes.signedStatus(status, own.validator()).getState();
        });
    }

    private static Failure tooLate() {
        return Failure.of(ErrorCode.REQUEST_ALREADY_PAID, "it was settled before")
                .withFix("the payee can give it back: `mo phone refund`");
    }

    private static Failure unresolved(Failure why) {
        return Failure.of(
                        ErrorCode.PAYMENT_UNRESOLVED,
                        "the wish is stored, and not answered: " + why.getMessage(),
                        why)
                .withFix("the same command again: what is settled first is final");
    }
}
