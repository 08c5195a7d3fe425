package org.mopay.cli.ledger;

import org.mopay.cli.output.Console;
import org.mopay.cli.output.Event;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountBalance;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.AssetUse;
import org.mopay.server.ledger.book.DeviceEvent;
import org.mopay.server.ledger.book.DeviceUse;
import org.mopay.server.ledger.book.LedgerScan;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.PaymentStep;
import org.mopay.server.ledger.book.Posting;
import org.mopay.server.ledger.book.RefundRecord;
import org.mopay.server.ledger.book.RequestUse;
import org.mopay.server.ledger.book.Ruling;
import org.mopay.server.ledger.book.SecondFactor;
import org.mopay.server.ledger.book.SecondFactorEvent;
import org.mopay.server.ledger.book.TopUpRecord;
import org.mopay.server.ledger.book.TransferEnd;
import org.mopay.server.ledger.book.TransferRecord;
import org.mopay.server.ledger.book.Waiting;

import java.util.List;
import java.util.Locale;

/**
 * The ledger in lines of JSON. Amounts are minor units, times seconds since the Unix epoch; accounts
 * of postings and balances are numbers, as the journal has them. No line holds a secret or evidence.
 */
final class LedgerLines implements LedgerScan {
    private final Console console;

    LedgerLines(Console console) {
        this.console = console;
    }

    @Override
    public void asset(AssetUse asset) {
        console.stream(Event.named("asset")
                .with("asset", asset.asset().code())
                .with("exponent", asset.asset().exponent())
                .with("payments", asset.payments()));
    }

    @Override
    public void account(Account account) {
        console.stream(Event.named("account")
                .with("account", account.number())
                .with("name", account.name())
                .with("kind", account.kind().name().toLowerCase(Locale.ROOT)));
    }

    @Override
    public void balance(AccountBalance balance) {
        console.stream(Event.named("balance")
                .with("account", balance.account())
                .with("asset", balance.asset())
                .with("amount", balance.amount())
                .with("last_posting", balance.lastPosting()));
    }

    @Override
    public void device(DeviceUse device) {
        console.stream(Event.named("device")
                .with("device", device.device())
                .with("account", device.account())
                .with("status", device.status().name().toLowerCase(Locale.ROOT)));
    }

    @Override
    public void counters(long lastEntry, long lastPosting) {
        console.stream(Event.named("counters")
                .with("last_entry", lastEntry)
                .with("last_posting", lastPosting));
    }

    @Override
    public void posting(Posting posting) {
        console.stream(Event.named("posting")
                .with("sequence", posting.sequence())
                .with("entry", posting.entry())
                .with("account", posting.account())
                .with("asset", posting.asset())
                .with("amount", posting.amount())
                .with("balance", posting.balance())
                .with("previous", posting.previous()));
    }

    @Override
    public void topUp(TopUpRecord topUp) {
        console.stream(Event.named("top_up")
                .with("entry", topUp.entry())
                .with("account", topUp.account().name())
                .with("against", topUp.against().name().toLowerCase(Locale.ROOT))
                .with("money", money(topUp.asset(), topUp.amount()))
                .with("reason", topUp.reason())
                .with("recorded_at", topUp.recordedAt()));
    }

    @Override
    public void transfers(List<TransferRecord> open) {
        // They come again with those that have ended.
    }

    @Override
    public void reserved(TransferRecord transfer) {
        console.stream(Event.named("transfer")
                .with("entry", transfer.entry())
                .with("id", transfer.id())
                .with("from", transfer.from().name())
                .with("to", transfer.to().name())
                .with("holding", transfer.holding().name().toLowerCase(Locale.ROOT))
                .with("money", money(transfer.asset(), transfer.amount()))
                .with("deadline", transfer.deadline())
                .with("reason", transfer.reason())
                .with("reserved_at", transfer.at()));
    }

    @Override
    public void ended(TransferEnd end) {
        console.stream(Event.named("transfer_end")
                .with("entry", end.entry())
                .with("id", end.id())
                .with("outcome", end.outcome().name().toLowerCase(Locale.ROOT))
                .with("posted", end.posted())
                .with("reason", end.reason())
                .with("ended_at", end.at()));
    }

    @Override
    public void secondFactor(SecondFactor factor) {
        console.stream(Event.named("second_factor")
                .with("account", factor.account())
                .with("last_step", factor.lastStep())
                .with("failures", factor.throttle().failures())
                .with("locked_until", factor.throttle().lockedUntil())
                .with("set_at", factor.setAt()));
    }

    @Override
    public void pendingPayments(List<PaymentRecord> open) {
        // They come again with all others.
    }

    @Override
    public void step(PaymentStep step) {
        Event line = Event.named("payment_step")
                .with("entry", step.entry())
                .with("payment", step.payment())
                .with("number", step.number())
                .with("reason", step.reason())
                .with("decided_at", step.decidedAt());
        console.stream(ruling(line, step.ruling()));
    }

    @Override
    public void refund(RefundRecord refund) {
        Event line = Event.named("refund")
                .with("entry", refund.entry())
                .with("refund_id", refund.identity().paymentId())
                .with("payment_id", refund.paymentId())
                .with("money", money(refund.asset(), refund.amount()))
                .with("reason", refund.reason())
                .with("decided_at", refund.decidedAt());
        console.stream(ruling(line, refund.ruling()));
    }

    @Override
    public void payment(PaymentRecord payment) {
        Event line = Event.named("payment")
                .with("entry", payment.entry())
                .with("payment_id", payment.identity().paymentId())
                .with("d", payment.identity().d())
                .with("payer", payment.payer().account().name())
                .with("payee", payment.payee().account().name())
                .with("money", money(payment.charge().asset(), payment.charge().amount()))
                .with("fee", payment.charge().fee())
                .with("fee_bearer", payment.charge().feeBearer().name().toLowerCase(Locale.ROOT))
                .with("memo", payment.memo())
                .with("decided_at", payment.decidedAt());
        console.stream(ruling(line, payment.ruling()));
    }

    @Override
    public void request(RequestUse request) {
        console.stream(Event.named("request")
                .with("request", request.request())
                .with("settled", request.settled())
                .with("uses", request.uses())
                .with("cancelled_at", request.cancelledAt())
                .with("expires_at", request.expiresAt()));
    }

    @Override
    public void deviceChanged(DeviceEvent event) {
        console.stream(Event.named("device_event")
                .with("entry", event.entry())
                .with("device", event.device())
                .with("status", event.status().name().toLowerCase(Locale.ROOT))
                .with("reason", event.reason())
                .with("at", event.at()));
    }

    @Override
    public void secondFactorSet(SecondFactorEvent event) {
        console.stream(Event.named("second_factor_event")
                .with("entry", event.entry())
                .with("account", event.account())
                .with("reason", event.reason())
                .with("at", event.at()));
    }

    private static Event money(Asset asset, long amount) {
        return Event.object().with("amount", amount).with("asset", asset.code());
    }

    private static Event ruling(Event line, Ruling ruling) {
        line.with("status", ruling.status().name().toLowerCase(Locale.ROOT));
        Waiting waiting = ruling.waiting();
        if (waiting != null) {
            line.with("waits_for", waiting.reason().name().toLowerCase(Locale.ROOT))
                    .with("deadline", waiting.deadline());
        }
        ErrorCode code = ruling.code();
        return code == null ? line : line.with("code", code.code());
    }
}
