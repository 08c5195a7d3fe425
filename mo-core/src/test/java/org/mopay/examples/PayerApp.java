package org.mopay.examples;

import org.mopay.core.Action;
import org.mopay.core.PayerSession;
import org.mopay.core.PaymentProposal;
import org.mopay.core.PaymentResult;
import org.mopay.core.Phone;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.carrier.Links;
import org.mopay.core.error.ProtocolException;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Pays: the whole of a payer's host. What it does not handle here, an app does around it: a frame
 * that is refused throws, and leaves the session as it was.
 */
final class PayerApp {
    private final Phone phone;
    private final Store store;
    private final Carrier carrier;
    private final LongSupplier clock;

    PayerApp(Phone phone, Store store, Carrier carrier, LongSupplier clock) {
        this.phone = phone;
        this.store = store;
        this.carrier = carrier;
        this.clock = clock;
    }

    /** Pays what a link asks for, if the user agrees. */
    PaymentResult pay(String link, Predicate<PaymentProposal> user, String pin)
            throws ProtocolException {
        long deadline = clock.getAsLong() + 60;
        PayerSession session = phone.pay(Links.engagement(link));
        Deque<Action> actions = new ArrayDeque<>(session.start(clock.getAsLong()));
        while (true) {
            Action action = actions.poll();
            if (action == null) {
                Optional<Bytes> frame = carrier.receive(deadline - clock.getAsLong());
                actions.addAll(
                        frame.isPresent()
                                ? session.received(frame.get(), clock.getAsLong())
                                : session.deadlinePassed());
            } else if (action instanceof Action.Send send) {
                carrier.send(send.frame());
            } else if (action instanceof Action.Persist persist) {
                store.commit(persist.changes());
                actions.addAll(session.persisted());
            } else if (action instanceof Action.SetDeadline set) {
                deadline = set.at();
            } else if (action instanceof Action.AskUser ask) {
                PaymentProposal shown = ask.proposal();
                actions.addAll(
                        user.test(shown)
                                ? session.approve(
                                        shown.amount().minorUnits(),
                                        phone.consent(pin),
                                        clock.getAsLong())
                                : session.decline());
            } else if (action instanceof Action.Finish finish) {
                return finish.result();
            }
        }
    }
}
