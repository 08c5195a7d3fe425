package org.mopay.benchmarks;

import org.mopay.core.Action;
import org.mopay.core.Amount;
import org.mopay.core.PayeeSession;
import org.mopay.core.PayerSession;
import org.mopay.core.PaymentResult;
import org.mopay.core.Phone;
import org.mopay.core.RequestDraft;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Carrier;
import org.mopay.proto.v1.CarrierHint;
import org.mopay.proto.v1.FeeBearer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A whole payment between two phones over XX, as their two hosts would drive it: from the request to
 * both phones' outcome. Records are handed over and not written anywhere, the user agrees at once.
 */
final class MemoryConversation {
    private static final RequestDraft DRAFT = new RequestDraft(
            new Amount(1250, "USD", 2),
            "two coffees",
            "Cafe Example",
            3600,
            FeeBearer.FEE_BEARER_PAYEE);
    private static final List<CarrierHint> CARRIERS = List.of(CarrierHint.newBuilder()
            .setCarrier(Carrier.CARRIER_TCP)
            .setAddress("127.0.0.1:7070")
            .build());

    private final Phone payerPhone;
    private final PayerSession payer;
    private final PayeeSession payee;
    private final ValidatorLink link;
    private final long now;
    private final List<Bytes> frames = new ArrayList<>();
    private final List<PaymentResult> results = new ArrayList<>();

    /** The way to the validator: takes an encoded submission, gives the encoded outcome. */
    @FunctionalInterface
    interface ValidatorLink {
        Bytes submit(Bytes submission) throws ProtocolException;
    }

    private MemoryConversation(
            Phone payerPhone,
            PayerSession payer,
            PayeeSession payee,
            ValidatorLink link,
            long now) {
        this.payerPhone = payerPhone;
        this.payer = payer;
        this.payee = payee;
        this.link = link;
        this.now = now;
    }

    /** Asks, pays and settles. */
    static MemoryConversation pay(Phone payer, Phone payee, ValidatorLink link, long now)
            throws ProtocolException {
        Bytes request = payee.request(DRAFT, now);
        payee.stored();
        PayeeSession receiving = payee.receive(request, CARRIERS, false, now);
        PayerSession paying = payer.pay(receiving.engagement());
        MemoryConversation conversation =
                new MemoryConversation(payer, paying, receiving, link, now);
        conversation.payerDoes(paying.start(now));
        conversation.requireSettled();
        return conversation;
    }

    private void payerDoes(List<Action> actions) throws ProtocolException {
        for (Action action : actions) {
            if (action instanceof Action.Send send) {
                frames.add(send.frame());
                payeeDoes(payee.received(send.frame(), now));
            } else if (action instanceof Action.Persist) {
                payerDoes(payer.persisted());
            } else if (action instanceof Action.AskUser ask) {
                long amount = ask.proposal().amount().minorUnits();
                payerDoes(payer.approve(amount, payerPhone.consent(""), now));
            } else if (action instanceof Action.Finish finish) {
                results.add(finish.result());
            }
        }
    }

    private void payeeDoes(List<Action> actions) throws ProtocolException {
        for (Action action : actions) {
            if (action instanceof Action.Send send) {
                frames.add(send.frame());
                payerDoes(payer.received(send.frame(), now));
            } else if (action instanceof Action.Persist) {
                payeeDoes(payee.persisted(now));
            } else if (action instanceof Action.Submit submit) {
                payeeDoes(payee.answered(link.submit(submit.outgoing().message())));
            } else if (action instanceof Action.Finish finish) {
                results.add(finish.result());
            }
        }
    }

    private void requireSettled() {
        boolean settled = results.size() == 2
                && results.stream().allMatch(each -> each.status() == PaymentResult.Status.SETTLED);
        if (!settled) {
            throw new IllegalStateException("not settled: " + results);
        }
    }

    /** All frames of both phones, in order: Hello, Offer, Acceptance, Outcome, Close. */
    List<Bytes> frames() {
        return Collections.unmodifiableList(frames);
    }
}
