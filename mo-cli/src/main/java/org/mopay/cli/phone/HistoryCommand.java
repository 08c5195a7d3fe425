package org.mopay.cli.phone;

import org.mopay.cli.host.DecidedPayment;
import org.mopay.cli.host.LocalPhone;
import org.mopay.cli.host.Outbox;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.Amount;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Wire;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StatementAnswer;
import org.mopay.proto.v1.StatementEntry;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code mo phone history}. */
@Command(
        name = "history",
        description = {
            "List what happened, the newest first.",
            "What the validator has booked, and what this phone knows beside it. Without the",
            "validator, what this phone knows."
        })
final class HistoryCommand extends ConsoleCommand {
    private static final int MOST_ENTRIES = 100;

    @Mixin
    private PhoneOptions options;

    @Option(
            names = "--sync",
            description = "First ask the validator about payments without an outcome; fail if it"
                    + " can't be asked.")
    private boolean sync;

    @Option(names = "--offline", description = "Do not ask the validator.")
    private boolean offline;

    @Override
    protected ExitCode run(Console console) throws Failure, ProtocolException {
        LocalPhone phone = options.open();
        if (sync) {
            Outbox outbox = new Outbox(phone);
            for (Bytes d : outbox.unresolved()) {
                outbox.resolve(d);
            }
        }
        Set<Bytes> booked = new HashSet<>();
        List<Entry> entries = new ArrayList<>();
        if (!offline) {
            try {
                for (StatementEntry entry : statement(phone).getEntriesList()) {
                    entries.add(entry(entry));
                    booked.add(Wire.bytes(
                            entry.getRefundId().isEmpty()
                                    ? entry.getPaymentId()
                                    : entry.getRefundId()));
                }
            } catch (Failure e) {
                if (sync || ExitCode.of(e.code()) != ExitCode.UNREACHABLE) {
                    throw e;
                }
                console.print(
                        Event.named("note").with("code", e.code().code()),
                        "note: only what this phone knows; " + PaymentView.sentence(e.code()));
            }
        }
        List<DecidedPayment> known =
                phone.directory().locked(() -> DecidedPayment.all(phone.directory()));
        known.stream()
                .filter(payment -> !booked.contains(payment.paymentId()))
                .forEach(payment -> entries.add(entry(payment)));
        entries.sort(Comparator.comparingLong(Entry::at).reversed());
        entries.forEach(entry -> console.print(entry.event(), entry.line()));
        for (Bytes d : new Outbox(phone).unresolved()) {
            console.print(
                    Event.named("unresolved").with("d", d),
                    "unresolved           may have been paid; `mo phone sync` asks  " + d.hex());
        }
        return ExitCode.OK;
    }

    /** One line of the list, and when it happened in seconds since the Unix epoch. */
    private record Entry(long at, Event event, String line) {}

    private static StatementAnswer statement(LocalPhone phone) throws Failure, ProtocolException {
        Signed query = phone.step(own -> own.statementQuery(0, MOST_ENTRIES, phone.now()));
        return phone.validator().statement(query);
    }

    private static Entry entry(StatementEntry entry) {
        Amount amount = Amount.of(entry.getAmount());
        Amount balance = amount.withUnits(entry.getBalance());
        String kind =
                entry.getKind().name().substring("ENTRY_KIND_".length()).toLowerCase(Locale.ROOT);
        Event event = Event.named("entry")
                .with("kind", kind)
                .with("at", Instant.ofEpochSecond(entry.getRecordedAt()).toString())
                .with("amount", amount)
                .with("balance", balance)
                .with("memo", entry.getMemo());
        if (!entry.getPaymentId().isEmpty()) {
            event.with("payment_id", Wire.bytes(entry.getPaymentId()));
        }
        if (!entry.getRefundId().isEmpty()) {
            event.with("refund_id", Wire.bytes(entry.getRefundId()));
        }
        return new Entry(
                entry.getRecordedAt(),
                event,
                line(
                        entry.getRecordedAt(),
                        kind.replace('_', '-'),
                        amount,
                        "balance " + balance,
                        entry.getMemo()));
    }

    private static Entry entry(DecidedPayment payment) {
        String status = payment.settled() ? settled(payment) : PaymentView.status(payment);
        Event event = Event.named("local")
                .with("kind", status)
                .with("at", Instant.ofEpochSecond(payment.decidedAt()).toString())
                .with("role", payment.paid() ? "payer" : "payee")
                .with("amount", payment.amount())
                .with("memo", payment.memo())
                .with("payment_id", payment.paymentId());
        payment.code().ifPresent(code -> event.with("code", code.code()));
        String why = payment.pending().isPresent()
                ? PaymentView.waits(payment)
                : payment.code().map(PaymentView::sentence).orElse("");
        return new Entry(
                payment.decidedAt(),
                event,
                line(
                        payment.decidedAt(),
                        status,
                        payment.settled() ? payment.effect() : payment.amount(),
                        why,
                        payment.memo()));
    }

    private static String settled(DecidedPayment payment) {
        return payment.refund() ? "refund" : "payment";
    }

    private static String line(long at, String kind, Amount amount, String note, String memo) {
        return String.format(
                        Locale.ROOT,
                        "%s  %-8s %14s  %s  %s",
                        Instant.ofEpochSecond(at),
                        kind,
                        amount,
                        note,
                        memo)
                .stripTrailing();
    }
}
