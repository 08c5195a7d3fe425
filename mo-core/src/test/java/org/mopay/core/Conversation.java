package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.StoredPhone;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Drives one payer's and one payee's session in virtual time, as two hosts would: it does their
 * actions in order, carries their frames, repeats the payer's last frame when nothing comes, and
 * lets deadlines pass. One side can be killed before any of its actions.
 */
final class Conversation {
    private static final int REPEATS = 8;

    private final HostedPhone payerPhone;
    private final HostedPhone payeePhone;
    private final PayerSession payer;
    private final PayeeSession payee;
    private final TestLedger ledger;
    private final End payerEnd = new End();
    private final End payeeEnd = new End();
    private final Deque<Event> events = new ArrayDeque<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<ProtocolException> refused = new ArrayList<>();
    private Carrier carrier = Carrier.FAITHFUL;
    private Approval approval;
    private StepUp stepUp = (session, prompt) -> session.decline();
    private List<Bytes> pests = List.of();
    private Optional<ErrorCode> validatorError = Optional.empty();
    private long now;

    /** The two sides. */
    enum Side {
        PAYER,
        PAYEE
    }

    /** An action that one side's host has done. */
    record Step(Side side, Action action) {}

    /** What the user does with a proposal. */
    @FunctionalInterface
    interface Approval {
        List<Action> answer(PayerSession session, PaymentProposal proposal, long now)
                throws ProtocolException;
    }

    /** What the user does when the validator asks for a code. */
    @FunctionalInterface
    interface StepUp {
        List<Action> answer(PayerSession session, StepUpPrompt prompt) throws ProtocolException;
    }

    @FunctionalInterface
    private interface Event {
        void happen() throws ProtocolException;
    }

    /** One side's host. */
    private static final class End {
        private boolean dead;
        private int actions;
        private int killBefore = Integer.MAX_VALUE;
        private int framesSent;
        private @Nullable Bytes lastFrame;
        private @Nullable Long deadline;
        private @Nullable PaymentResult result;

        boolean isOver() {
            return dead || result != null;
        }
    }

    Conversation(
            HostedPhone payerPhone,
            PayerSession payer,
            HostedPhone payeePhone,
            PayeeSession payee,
            TestLedger ledger,
            long now) {
        this.payerPhone = payerPhone;
        this.payeePhone = payeePhone;
        this.payer = payer;
        this.payee = payee;
        this.ledger = ledger;
        this.now = now;
        this.approval = approvalWith(HostedPhone.PIN);
    }

    private Approval approvalWith(String pin) {
        return (session, proposal, time) -> session.approve(
                proposal.amount().minorUnits(), payerPhone.phone().consent(pin), time);
    }

    Conversation over(Carrier chosen) {
        carrier = chosen;
        return this;
    }

    Conversation withPin(String pin) {
        approval = approvalWith(pin);
        return this;
    }

    Conversation approving(Approval chosen) {
        approval = chosen;
        return this;
    }

    Conversation steppingUp(StepUp chosen) {
        stepUp = chosen;
        return this;
    }

    Conversation withoutValidator() {
        return withoutValidator(ErrorCode.VALIDATOR_UNREACHABLE);
    }

    /** The payee gets this error in place of an outcome. */
    Conversation withoutValidator(ErrorCode error) {
        validatorError = Optional.of(error);
        return this;
    }

    /** Kills one side's app before it does its action of this number. */
    Conversation killing(Side side, int beforeAction) {
        end(side).killBefore = beforeAction;
        return this;
    }

    /** Feeds these frames to both sides before every action; each must be refused. */
    Conversation pesteredBy(List<Bytes> frames) {
        pests = frames;
        return this;
    }

    Conversation run() throws ProtocolException {
        events.add(() -> enqueue(Side.PAYER, payer.start(now)));
        int repeats = 0;
        while (true) {
            Event next = events.poll();
            if (next != null) {
                try {
                    next.happen();
                } catch (ProtocolException e) {
                    refused.add(e);
                }
            } else if (payerEnd.isOver() && payeeEnd.isOver()) {
                return this;
            } else if (!payerEnd.isOver() && !payeeEnd.dead && repeats < REPEATS) {
                repeats++;
                repeatLastFrame();
            } else {
                letTimePass();
            }
        }
    }

    private void repeatLastFrame() {
        if (payerEnd.lastFrame != null) {
            carry(Side.PAYER, payerEnd.lastFrame);
        }
    }

    /** The next deadline passes; a side whose peer was killed learns that it is gone. */
    private void letTimePass() {
        End next = payeeEnd.isOver()
                        || (!payerEnd.isOver() && deadline(payerEnd) <= deadline(payeeEnd))
                ? payerEnd
                : payeeEnd;
        boolean timed = next.deadline != null && !payerEnd.dead && !payeeEnd.dead;
        if (timed) {
            now = Math.max(now, deadline(next));
        }
        next.deadline = null;
        if (next == payerEnd) {
            enqueue(Side.PAYER, timed ? payer.deadlinePassed() : payer.end(ErrorCode.PEER_GONE));
        } else {
            enqueue(Side.PAYEE, timed ? payee.deadlinePassed() : payee.end(ErrorCode.PEER_GONE));
        }
    }

    private static long deadline(End end) {
        return end.deadline == null ? Long.MAX_VALUE : end.deadline;
    }

    private End end(Side side) {
        return side == Side.PAYER ? payerEnd : payeeEnd;
    }

    private void enqueue(Side side, List<Action> actions) {
        for (Action action : actions) {
            events.add(() -> act(side, action));
        }
    }

    private void act(Side side, Action action) throws ProtocolException {
        End end = end(side);
        if (end.actions == end.killBefore) {
            end.dead = true;
        }
        if (end.dead) {
            return;
        }
        pester();
        end.actions++;
        steps.add(new Step(side, action));
        if (action instanceof Action.Send) {
            end.lastFrame = ((Action.Send) action).frame();
            carry(side, end.lastFrame);
        } else if (action instanceof Action.Persist) {
            phone(side).persist(((Action.Persist) action).changes());
            enqueue(side, side == Side.PAYER ? payer.persisted() : payee.persisted(now));
        } else if (action instanceof Action.SetDeadline) {
            end.deadline = ((Action.SetDeadline) action).at();
        } else if (action instanceof Action.AskUser) {
            enqueue(side, approval.answer(payer, ((Action.AskUser) action).proposal(), now));
        } else if (action instanceof Action.Submit) {
            enqueue(side, submit(((Action.Submit) action).outgoing()));
        } else if (action instanceof Action.AskStepUp) {
            enqueue(side, stepUp.answer(payer, ((Action.AskStepUp) action).prompt()));
        } else {
            end.result = ((Action.Finish) action).result();
        }
    }

    private void pester() {
        for (Bytes pest : pests) {
            for (ThrowingCallable receiving : List.<ThrowingCallable>of(
                    () -> payer.received(pest, now), () -> payee.received(pest, now))) {
                assertThatThrownBy(receiving)
                        .as("%s and %s received %s", payer, payee, pest)
                        .isInstanceOf(ProtocolException.class);
            }
        }
    }

    private HostedPhone phone(Side side) {
        return side == Side.PAYER ? payerPhone : payeePhone;
    }

    private List<Action> submit(Outgoing outgoing) throws ProtocolException {
        if (validatorError.isPresent()) {
            return payee.unanswered(validatorError.get());
        }
        Bytes outcome;
        try {
            outcome = MessageType.OUTCOME.encode(ledger.send(outgoing, now));
        } catch (ProtocolException e) {
            return payee.unanswered(e.code());
        }
        return payee.answered(outcome);
    }

    private void carry(Side from, Bytes frame) {
        for (Bytes arriving : carrier.carry(from, end(from).framesSent++, frame)) {
            Side to = from == Side.PAYER ? Side.PAYEE : Side.PAYER;
            events.add(() -> receive(to, arriving));
        }
    }

    private void receive(Side to, Bytes frame) throws ProtocolException {
        if (end(to).isOver()) {
            return;
        }
        enqueue(to, to == Side.PAYER ? payer.received(frame, now) : payee.received(frame, now));
    }

    long now() {
        return now;
    }

    PaymentResult result(Side side) {
        return Optional.ofNullable(end(side).result).orElseThrow();
    }

    /** How many actions a side has done. */
    int actions(Side side) {
        return end(side).actions;
    }

    List<Step> steps() {
        return steps;
    }

    /** The frames of one side, in the order it sent them. */
    List<Bytes> frames(Side side) {
        return actions(side, Action.Send.class).stream().map(Action.Send::frame).toList();
    }

    /** Every authorization that the payer has put on its disk. */
    Set<Bytes> authorized() throws InvalidProtocolBufferException {
        Set<Bytes> all = new HashSet<>();
        for (Action.Persist persist : actions(Side.PAYER, Action.Persist.class)) {
            for (Change change : persist.changes()) {
                if (change.name().equals(Change.PHONE)) {
                    StoredPhone.parseFrom(change.value().orElseThrow().toArray())
                            .getPaymentsList()
                            .forEach(payment -> all.add(PhoneState.d(payment.getAuthorization())));
                }
            }
        }
        return all;
    }

    /** The actions of one kind that one side has done. */
    <A extends Action> List<A> actions(Side side, Class<A> kind) {
        return steps.stream()
                .filter(step -> step.side() == side && kind.isInstance(step.action()))
                .map(step -> kind.cast(step.action()))
                .toList();
    }

    /** What either side refused on the way. */
    List<ErrorCode> refused() {
        return refused.stream().map(ProtocolException::code).toList();
    }
}
