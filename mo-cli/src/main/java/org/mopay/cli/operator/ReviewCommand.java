package org.mopay.cli.operator;

import com.google.protobuf.ByteString;

import org.mopay.cli.http.OperatorClient;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.Amount;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.message.Wire;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.PendingPayment;
import org.mopay.proto.v1.PendingReason;
import org.mopay.proto.v1.ReviewOrder;
import org.mopay.proto.v1.ReviewReceipt;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an operator says about a payment that waits. */
abstract class ReviewCommand extends ConsoleCommand {
    private static final int ID_DIGITS = 64;
    // Payee and payer choose the request's time, and can search for a d that begins like another.
    private static final int LEAST_DIGITS = 32;
    private static final int PAGE = 100;

    @Parameters(
            paramLabel = "PAYMENT",
            description = "The payment's id, or its first half, as `mo operator pending` shows it.")
    private String payment;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Kept with the decision, for whoever asks later.")
    private String reason;

    @Mixin
    private OperatorOptions server;

    private final boolean approves;

    private ReviewCommand(boolean approves) {
        this.approves = approves;
    }

    @Override
    protected ExitCode run(Console console) throws Failure {
        OperatorClient client = server.client();
        ReviewReceipt receipt = client.review(ReviewOrder.newBuilder()
                .setPaymentId(id(client))
                .setApproved(approves)
                .setReason(reason)
                .build());
        String status =
                receipt.getStatus() == PaymentStatus.PAYMENT_STATUS_SETTLED ? "settled" : "refused";
        Bytes id = Wire.bytes(receipt.getPaymentId());
        console.print(
                Event.named("reviewed")
                        .with("payment_id", id)
                        .with("status", status)
                        .with("decided_at", receipt.getDecidedAt()),
                status + ": payment " + id.hex());
        return ExitCode.OK;
    }

    /** A whole id is taken as it is: the order may be a repeated one. */
    private ByteString id(OperatorClient client) throws Failure {
        String begins = payment.toLowerCase(Locale.ROOT);
        if (begins.matches("[0-9a-f]{" + ID_DIGITS + "}")) {
            return Wire.byteString(Bytes.ofHex(begins));
        }
        if (begins.length() < LEAST_DIGITS) {
            throw Failure.of(ErrorCode.USAGE, payment + " may be the beginning of another payment")
                    .withFix("give at least the first " + LEAST_DIGITS + " digits of the id");
        }
        List<ByteString> found = beginning(begins, client);
        if (found.size() != 1) {
            throw Failure.of(
                            ErrorCode.USAGE,
                            found.size() + " of the payments that wait begin with " + payment)
                    .withFix("look with `mo operator pending`");
        }
        return found.get(0);
    }

    private static List<ByteString> beginning(String begins, OperatorClient client) throws Failure {
        List<ByteString> found = new ArrayList<>();
        List<PendingPayment> page = client.pendingPayments(0, PAGE).getPaymentsList();
        while (!page.isEmpty()) {
            page.stream()
                    .map(PendingPayment::getPaymentId)
                    .filter(id -> Wire.bytes(id).hex().startsWith(begins))
                    .forEach(found::add);
            long last = page.get(page.size() - 1).getSequence();
            page = client.pendingPayments(last, PAGE).getPaymentsList();
        }
        return found;
    }

    /** {@code mo operator approve}. */
    @Command(name = "approve", description = "Settle a payment that waits.")
    static final class Approve extends ReviewCommand {
        Approve() {
            super(true);
        }
    }

    /** {@code mo operator refuse}. */
    @Command(
            name = "refuse",
            description = "Refuse a payment that waits: its money goes back to the payer.")
    static final class Refuse extends ReviewCommand {
        Refuse() {
            super(false);
        }
    }

    /** {@code mo operator pending}. */
    @Command(name = "pending", description = "Show the payments that wait, the oldest first.")
    static final class Show extends ConsoleCommand {
        @Option(
                names = "--after",
                paramLabel = "SEQUENCE",
                defaultValue = "0",
                description = "Only those after this one (default: from the oldest on).")
        private long after;

        @Option(
                names = "--limit",
                paramLabel = "NUMBER",
                defaultValue = "100",
                description = "How many at most, 1 to 100 (default: ${DEFAULT-VALUE}).")
        private int limit;

        @Mixin
        private OperatorOptions server;

        @Override
        protected ExitCode run(Console console) throws Failure {
            List<PendingPayment> payments =
                    server.client().pendingPayments(after, limit).getPaymentsList();
            payments.forEach(payment -> print(console, payment));
            if (payments.isEmpty()) {
                console.talk("no payment waits");
            } else if (payments.size() == limit) {
                long last = payments.get(limit - 1).getSequence();
                console.talk("for the next: mo operator pending --after " + last);
            }
            return ExitCode.OK;
        }

        private static void print(Console console, PendingPayment payment) {
            Amount amount = Amount.of(payment.getMoney());
            Bytes id = Wire.bytes(payment.getPaymentId());
            boolean stepUp = payment.getReason() == PendingReason.PENDING_REASON_STEP_UP;
            console.print(
                    Event.named("pending")
                            .with("payment_id", id)
                            .with("sequence", payment.getSequence())
                            .with("payer", payment.getPayer())
                            .with("payee", payment.getPayee())
                            .with("amount", amount)
                            .with("fee", amount.withUnits(payment.getFee()))
                            .with("memo", payment.getMemo())
                            .with("reason", stepUp ? "step_up" : "review")
                            .with("deadline", payment.getDeadline()),
                    id.hex() + "  " + amount + " from " + payment.getPayer() + " to "
                            + payment.getPayee() + ", waits for "
                            + (stepUp ? "the payer's code" : "a review") + " until "
                            + Instant.ofEpochSecond(payment.getDeadline()));
        }
    }
}
