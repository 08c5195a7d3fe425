package org.mopay.cli.phone;

import org.mopay.cli.host.LocalPhone;
import org.mopay.cli.host.PayerConversation.Approval;
import org.mopay.cli.host.PayerConversation.Approved;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.Failure;
import org.mopay.cli.output.Typed;
import org.mopay.core.Amount;
import org.mopay.core.PaymentProposal;
import org.mopay.core.StepUpPrompt;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows the payer what it would pay, and gets the user's yes or no. */
final class PaymentScreen implements Approval {
    private final Console console;
    private final LocalPhone phone;
    private final Pin pin;
    private final boolean yes;
    private final String amount;
    private Optional<Failure> obstacle = Optional.empty();

    /**
     * A screen for one payment.
     *
     * @param yes whether the user has said yes beforehand
     * @param amount what to pay of an open amount, in major units; may be empty
     */
    PaymentScreen(Console console, LocalPhone phone, Pin pin, boolean yes, String amount) {
        this.console = console;
        this.phone = phone;
        this.pin = pin;
        this.yes = yes;
        this.amount = amount;
    }

    /** Why the user could not be asked, if that is why the payment was declined. */
    Optional<Failure> obstacle() {
        return obstacle;
    }

    @Override
    public Optional<Approved> decide(PaymentProposal proposal) throws Failure, ProtocolException {
        try {
            if (proposal.isOpen() && amount.isEmpty()) {
                show(proposal);
                throw Failure.of(ErrorCode.AMOUNT_INVALID, "the amount is open")
                        .withFix("say how much: --amount " + proposal.amount().decimal());
            }
            PaymentProposal chosen = amount.isEmpty() ? proposal : choose(proposal);
            show(chosen);
            long units = chosen.amount().minorUnits();
            Consent consent = new Consent(console, yes);
            consent.confirm("Pay?", "pay");
            String given = consent.pin(phone, pin);
            return Optional.of(new Approved(units, phone.step(own -> own.consent(given))));
        } catch (Failure e) {
            obstacle = Optional.of(e);
            return Optional.empty();
        } catch (ProtocolException e) {
            obstacle = Optional.of(Failure.of(e));
            return Optional.empty();
        }
    }

    private void show(PaymentProposal proposal) {
        boolean open = proposal.highestAmount() != proposal.amount().minorUnits();
        Amount fee = proposal.amount().withUnits(proposal.fee());
        Amount total = proposal.amount().withUnits(proposal.total());
        Amount highest = proposal.amount().withUnits(proposal.highestAmount());
        String payee = proposal.verifiedName().orElse(proposal.label());
        Event event = Event.named("proposal")
                .with("payee", payee)
                .with("verified", proposal.verifiedName().isPresent())
                .with("memo", proposal.memo())
                .with("amount", proposal.amount());
        if (open) {
            event.with("highest_amount", highest);
        }
        event.with("fee", fee)
                .with("fee_bearer", proposal.feeOnPayer() ? "payer" : "payee")
                .with("total", total)
                .with("short_code", proposal.shortAuthenticationString());
        String trust =
                proposal.verifiedName().isPresent() ? "verified" : "so it says itself, unverified";
        List<String> lines = new ArrayList<>();
        lines.add(
                payee.isEmpty()
                        ? "to      somebody who gives no name"
                        : "to      " + printable(payee) + " (" + trust + ")");
        if (!proposal.memo().isEmpty()) {
            lines.add("for     " + printable(proposal.memo()));
        }
        lines.add("amount  " + proposal.amount() + (open ? " to " + highest : ""));
        lines.add("fee     " + fee + (proposal.feeOnPayer() ? "" : ", borne by the payee"));
        lines.add("total   " + total);
        lines.add("code    " + proposal.shortAuthenticationString()
                + "  (the payee's screen must show the same)");
        console.print(event, lines);
    }

    /** Text of a stranger never steers the terminal. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "\uFFFD");
    }

    private PaymentProposal choose(PaymentProposal proposal) throws Failure, ProtocolException {
        Amount least = proposal.amount();
        return proposal.choosing(
                Typed.amount(amount, least.asset(), least.exponent()).minorUnits());
    }

    /** The code of the payer's generator, while the payee waits. */
    @Override
    public Optional<String> stepUp(StepUpPrompt prompt) {
        try {
            return console.ask("The validator asks for the code of your generator: ")
                    .map(String::trim)
                    .filter(code -> code.matches("[0-9]{6,8}"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
