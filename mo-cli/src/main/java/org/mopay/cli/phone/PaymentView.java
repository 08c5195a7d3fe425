package org.mopay.cli.phone;

import org.mopay.cli.host.DecidedPayment;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.Failure;
import org.mopay.core.PaymentResult;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ErrorText;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a payment's end looks, on either side. */
final class PaymentView {
    private PaymentView() {}

    /** The decided payment of a result, if the validator has decided. */
    static Optional<DecidedPayment> decided(PaymentResult result) throws Failure {
        return result.outcome().isPresent()
                ? Optional.of(DecidedPayment.of(result.outcome().get()))
                : Optional.empty();
    }

    static void print(Console console, DecidedPayment payment) {
        boolean refused = !payment.settled() && payment.pending().isEmpty();
        print(console, payment, refused ? reason(payment) : "");
    }

    /** Without the reason, which the command's error gives next. */
    static void printToBeExplained(Console console, DecidedPayment payment) {
        print(console, payment, "");
    }

    private static void print(Console console, DecidedPayment payment, String reason) {
        String status = status(payment);
        Event event = Event.named(status)
                .with("payment_id", payment.paymentId())
                .with("role", payment.paid() ? "payer" : "payee")
                .with("amount", payment.amount())
                .with("fee", payment.fee())
                .with("fee_bearer", payment.feeOnPayer() ? "payer" : "payee");
        if (payment.refund()) {
            event.with("refund", true);
        }
        List<String> lines = new ArrayList<>();
        String direction = payment.refund() ? "gave back" : payment.paid() ? "paid" : "received";
        if (payment.pending().isPresent()) {
            event.with("reason", payment.pending().get().forCode() ? "step_up" : "review")
                    .with("deadline", payment.pending().get().deadline());
            lines.add(status + ": " + payment.amount() + fee(payment) + ", " + waits(payment));
        } else {
            lines.add(
                    payment.settled()
                            ? status + ": " + direction + " " + payment.amount() + fee(payment)
                            : status + ": " + payment.amount() + ", nothing was taken" + reason);
        }
        lines.add((payment.refund() ? "refund " : "payment ")
                + payment.paymentId().hex());
        payment.code().ifPresent(code -> event.with("code", code.code()));
        payment.balance().ifPresent(balance -> {
            event.with("balance", balance);
            lines.add("balance " + balance);
        });
        console.print(event, lines);
    }

    /** In one word. */
    static String status(DecidedPayment payment) {
        if (payment.pending().isPresent()) {
            return "pending";
        }
        return payment.settled() ? "settled" : "refused";
    }

    /** What a pending payment waits for, and until when. */
    static String waits(DecidedPayment payment) {
        DecidedPayment.Pending pending = payment.pending().orElseThrow();
        String whose = payment.paid() ? "waits for your code" : "waits for the payer's code";
        return (pending.forCode() ? whose : "is being reviewed") + " until "
                + Instant.ofEpochSecond(pending.deadline());
    }

    private static String fee(DecidedPayment payment) {
        return payment.refund()
                ? ""
                : ", fee " + payment.fee() + " on the "
                        + (payment.feeOnPayer() ? "payer" : "payee");
    }

    private static String reason(DecidedPayment payment) {
        return payment.code().isPresent()
                ? ": " + sentence(payment.code().get())
                : ": the payer's account or phone does not allow it";
    }

    /** The registry's sentence with its code. */
    static String sentence(ErrorCode code) {
        return ErrorText.of(code).sentence() + " [" + code.code() + "]";
    }
}
