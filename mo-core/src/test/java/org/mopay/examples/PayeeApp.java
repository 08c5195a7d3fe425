package org.mopay.examples;

import org.mopay.core.Action;
import org.mopay.core.Outgoing;
import org.mopay.core.PayeeSession;
import org.mopay.core.PaymentResult;
import org.mopay.core.Phone;
import org.mopay.core.RequestDraft;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.carrier.Links;
import org.mopay.core.error.ProtocolException;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Asks for money and takes it: the whole of a payee's host. */
final class PayeeApp {
    private final Phone phone;
    private final Store store;
    private final Carrier carrier;
    private final Validator validator;
    private final LongSupplier clock;
    private long deadline;

    PayeeApp(Phone phone, Store store, Carrier carrier, Validator validator, LongSupplier clock) {
        this.phone = phone;
        this.store = store;
        this.carrier = carrier;
        this.validator = validator;
        this.clock = clock;
    }

    /** Shows a link, as text or QR code, and waits for its money. */
    PaymentResult receive(RequestDraft draft, Consumer<String> screen) throws ProtocolException {
        Bytes request = phone.request(draft, now());
        store.commit(List.of(phone.stored()));
        PayeeSession session = phone.receive(request, List.of(), false, now());
        deadline = now() + draft.lifetime();
        screen.accept(Links.pay(session.engagement()));
        Deque<Action> actions = new ArrayDeque<>();
        while (true) {
            Action action = actions.poll();
            if (action == null) {
                actions.addAll(next(session));
            } else if (action instanceof Action.Send send) {
                carrier.send(send.frame());
            } else if (action instanceof Action.Persist persist) {
                store.commit(persist.changes());
                actions.addAll(session.persisted(now()));
            } else if (action instanceof Action.SetDeadline set) {
                deadline = set.at();
            } else if (action instanceof Action.Submit submit) {
                actions.addAll(submit(session, submit.outgoing()));
            } else if (action instanceof Action.Finish finish) {
                return finish.result();
            }
        }
    }

    private List<Action> next(PayeeSession session) throws ProtocolException {
        Optional<Bytes> frame = carrier.receive(deadline - now());
        return frame.isPresent() ? session.received(frame.get(), now()) : session.deadlinePassed();
    }

    private List<Action> submit(PayeeSession session, Outgoing outgoing) throws ProtocolException {
        Bytes outcome;
        try {
            outcome = validator.post(outgoing.route().path(), outgoing.message());
        } catch (ProtocolException e) {
            return session.unanswered(e.code());
        }
        return session.answered(outcome);
    }

    private long now() {
        return clock.getAsLong();
    }
}
