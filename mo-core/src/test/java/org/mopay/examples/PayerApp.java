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
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Pays: the whole of a payer's host. What it does not handle here, an app does around it: a frame
 * that is refused throws, and leaves the session as it was.
 */
final class PayerApp {
    private final Phone phone;
    private final Store store;
    private final Carrier carrier;
    private final User user;
    private final String pin;
    private final LongSupplier clock;
    private long deadline;

    PayerApp(Phone phone, Store store, Carrier carrier, User user, String pin, LongSupplier clock) {
        this.phone = phone;
        this.store = store;
        this.carrier = carrier;
        this.user = user;
        this.pin = pin;
        this.clock = clock;
    }

    /** Pays what a link asks for, if the user agrees. */
    PaymentResult pay(String link) throws ProtocolException {
        PayerSession session = phone.pay(Links.engagement(link));
        Deque<Action> actions = new ArrayDeque<>(session.start(now()));
        while (true) {
            Action action = actions.poll();
            if (action == null) {
                actions.addAll(next(session));
            } else if (action instanceof Action.Send send) {
                carrier.send(send.frame());
            } else if (action instanceof Action.Persist persist) {
                store.commit(persist.changes());
                actions.addAll(session.persisted());
            } else if (action instanceof Action.SetDeadline set) {
                deadline = set.at();
            } else if (action instanceof Action.AskUser ask) {
                actions.addAll(ask(session, ask.proposal()));
            } else if (action instanceof Action.AskStepUp asked) {
                actions.addAll(session.answerStepUp(user.code(asked.prompt())));
            } else if (action instanceof Action.Finish finish) {
                return finish.result();
            }
        }
    }

    private List<Action> next(PayerSession session) throws ProtocolException {
        Optional<Bytes> frame = carrier.receive(deadline - now());
        return frame.isPresent() ? session.received(frame.get(), now()) : session.deadlinePassed();
    }

    private List<Action> ask(PayerSession session, PaymentProposal shown) throws ProtocolException {
        return user.agrees(shown)
                ? session.approve(shown.amount().minorUnits(), phone.consent(pin), now())
                : session.decline();
    }

    private long now() {
        return clock.getAsLong();
    }
}
