package org.mopay.core;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Frame;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;

/** Climbs one conversation, one action at a time, to whichever state of either side is asked for. */
final class Ladder {
    static final String CODE = "492039";

    final TwoPhones phones;
    final Bytes request;
    final PayerSession payer;
    final PayeeSession payee;
    final Queue<Bytes> toPayer = new ArrayDeque<>();
    final Queue<Bytes> toPayee = new ArrayDeque<>();
    private final Deque<Action> payerDoes = new ArrayDeque<>();
    private final Deque<Action> payeeDoes = new ArrayDeque<>();
    private boolean started;
    Bytes lastToPayer = Bytes.empty();
    Bytes lastToPayee = Bytes.empty();
    Bytes lastSent = Bytes.empty();

    Ladder(TwoPhones phones, Bytes request) throws ProtocolException {
        this.phones = phones;
        this.request = request;
        this.payee = phones.receive(request, false);
        this.payer = phones.payer.phone().pay(payee.engagement());
    }

    static String name(PayerSession session) {
        return session.toString().substring("payer ".length());
    }

    static String name(PayeeSession session) {
        return session.toString().substring("payee ".length());
    }

    /** Goes on until the payer is in this state; what the payer would do next is not done. */
    Ladder payerTo(String state) throws ProtocolException {
        while (!name(payer).equals(state)) {
            step();
        }
        return this;
    }

    /** Goes on until the payee is in this state; what the payee would do next is not done. */
    Ladder payeeTo(String state) throws ProtocolException {
        while (!name(payee).equals(state)) {
            step();
        }
        return this;
    }

    /** Does what the payer has been told to do. */
    private void settlePayer() throws ProtocolException {
        while (!payerDoes.isEmpty() && !(payerDoes.peek() instanceof Action.Persist)) {
            payerSteps();
        }
    }

    /** An ABORT frame of this session, from whoever stands by. */
    Bytes abort() throws ProtocolException {
        if (lastSent.isEmpty()) {
            settlePayer();
        }
        return new Frame(
                        Frame.Type.ABORT,
                        Frame.decode(lastSent).sessionId(),
                        9,
                        Bytes.ofHex("08aa1f"))
                .encode();
    }

    /** The next frame that the payee sends, which the payer has not seen. */
    Bytes nextToPayer() throws ProtocolException {
        while (!payerDoes.isEmpty()) {
            payerSteps();
        }
        while (toPayer.isEmpty()) {
            payeeSteps();
        }
        return toPayer.remove();
    }

    /** The next frame that the payer sends, which the payee has not seen. */
    Bytes nextToPayee() throws ProtocolException {
        while (!payeeDoes.isEmpty()) {
            payeeSteps();
        }
        while (toPayee.isEmpty()) {
            payerSteps();
        }
        return toPayee.remove();
    }

    private void step() throws ProtocolException {
        if (!started || !payerDoes.isEmpty() || (!toPayer.isEmpty() && payeeDoes.isEmpty())) {
            payerSteps();
        } else {
            payeeSteps();
        }
    }

    private void payerSteps() throws ProtocolException {
        if (!started) {
            started = true;
            payerDoes.addAll(payer.start(phones.now));
        } else if (payerDoes.isEmpty()) {
            lastToPayer = toPayer.remove();
            payerDoes.addAll(payer.received(lastToPayer, phones.now));
        } else {
            payerActs(payerDoes.remove());
        }
    }

    private void payerActs(Action action) throws ProtocolException {
        if (action instanceof Action.Send) {
            lastSent = ((Action.Send) action).frame();
            toPayee.add(lastSent);
        } else if (action instanceof Action.Persist) {
            phones.payer.persist(((Action.Persist) action).changes());
            payerDoes.addAll(payer.persisted());
        } else if (action instanceof Action.AskUser) {
            payerDoes.addAll(approve(1250));
        } else if (action instanceof Action.AskStepUp) {
            payerDoes.addAll(payer.answerStepUp(CODE));
        }
    }

    List<Action> approve(long amount) throws ProtocolException {
        return payer.approve(amount, phones.payer.phone().consent(""), phones.now);
    }

    private void payeeSteps() throws ProtocolException {
        if (payeeDoes.isEmpty()) {
            lastToPayee = toPayee.remove();
            payeeDoes.addAll(payee.received(lastToPayee, phones.now));
            return;
        }
        Action action = payeeDoes.remove();
        if (action instanceof Action.Send) {
            toPayer.add(((Action.Send) action).frame());
        } else if (action instanceof Action.Persist) {
            phones.payee.persist(((Action.Persist) action).changes());
            payeeDoes.addAll(payee.persisted(phones.now));
        } else if (action instanceof Action.Submit) {
            payeeDoes.addAll(answer(((Action.Submit) action).outgoing()));
        }
    }

    private List<Action> answer(Outgoing outgoing) throws ProtocolException {
        return payee.answered(outcome(outgoing));
    }

    /** What the validator answers to it, encoded. */
    Bytes outcome(Outgoing outgoing) throws ProtocolException {
        return MessageType.OUTCOME.encode(phones.ledger.send(outgoing, phones.now));
    }

    /** What the payee is about to submit. */
    Outgoing submission() {
        return payeeDoes.stream()
                .filter(Action.Submit.class::isInstance)
                .map(action -> ((Action.Submit) action).outgoing())
                .findFirst()
                .orElseThrow();
    }

    /** The payee's submission fails, and the payee says so. */
    void failSubmission(ErrorCode why) throws ProtocolException {
        payeeDoes.clear();
        payeeDoes.addAll(payee.unanswered(why));
    }
}
