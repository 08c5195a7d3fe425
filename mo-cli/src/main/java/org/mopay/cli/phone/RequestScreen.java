package org.mopay.cli.phone;

import org.mopay.cli.host.DecidedPayment;
import org.mopay.cli.host.OpenRequest;
import org.mopay.cli.host.Trace;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.Failure;
import org.mopay.cli.qr.TerminalQr;
import org.mopay.core.Amount;
import org.mopay.core.PaymentResult;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.carrier.Links;
import org.mopay.core.carrier.QrText;

import java.util.Optional;

/** What the payee's screen shows while a request is open. */
final class RequestScreen implements OpenRequest.Listener {
    private final Console console;
    private final Amount amount;

    RequestScreen(Console console, Amount amount) {
        this.console = console;
        this.amount = amount;
    }

    @Override
    public Trace trace() {
        return TraceView.of(console);
    }

    @Override
    public void shown(Bytes engagement) {
        String link = Links.pay(engagement);
        String qr = QrText.encode(engagement);
        console.talk("waiting for " + amount + ":");
        console.print(Event.named("link").with("link", link).with("qr", qr), link);
        console.picture(colours -> TerminalQr.lines(qr, colours));
    }

    @Override
    public void engaged(String shortCode) {
        console.print(
                Event.named("engaged").with("short_code", shortCode),
                "code    " + shortCode + "  (the payer's screen must show the same)");
    }

    @Override
    public void ended(PaymentResult result) throws Failure {
        Optional<DecidedPayment> decided = PaymentView.decided(result);
        if (decided.isPresent()) {
            PaymentView.print(console, decided.get());
            return;
        }
        boolean unresolved = result.status() == PaymentResult.Status.UNRESOLVED;
        Event event = Event.named(unresolved ? "unresolved" : "conversation_ended");
        result.d().ifPresent(d -> event.with("d", d));
        result.code().ifPresent(code -> event.with("code", code.code()));
        String why = result.code().map(PaymentView::sentence).orElse("");
        console.print(
                event,
                (unresolved
                                ? "authorized, and not decided yet; asking the validator: "
                                : "the conversation ended without a payment: ")
                        + why);
    }
}
