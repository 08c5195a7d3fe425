package org.mopay.cli.host;

import org.mopay.cli.carrier.FrameConnection;
import org.mopay.cli.output.Failure;
import org.mopay.core.Action;
import org.mopay.core.Outgoing;
import org.mopay.core.PaymentProposal;
import org.mopay.core.PaymentResult;
import org.mopay.core.StepUpPrompt;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Carries one session's frames over one connection until the session ends: does the actions of each
 * step in their order, and hands it the next frame, a deadline or the connection's end.
 */
abstract class Conversation {
    /** Long enough to see what has already come. */
    private static final Duration A_LOOK = Duration.ofMillis(10);

    final LocalPhone phone;
    private final FrameConnection connection;
    private final Deque<Action> actions = new ArrayDeque<>();
    private long deadline;
    private boolean gone;

    Conversation(LocalPhone phone, FrameConnection connection) {
        this.phone = phone;
        this.connection = connection;
        this.deadline = phone.now() + 1;
    }

    /** A step of the session. */
    interface Input {
        List<Action> give() throws ProtocolException, Failure;
    }

    abstract List<Action> received(Bytes frame) throws ProtocolException;

    abstract List<Action> persisted() throws ProtocolException;

    abstract List<Action> deadlinePassed();

    abstract List<Action> end(ErrorCode why);

    abstract List<Action> ask(PaymentProposal proposal) throws Failure, ProtocolException;

    abstract List<Action> askStepUp(StepUpPrompt prompt) throws Failure, ProtocolException;

    abstract List<Action> submit(Outgoing outgoing) throws Failure, ProtocolException;

    /** Tells what passed, as the session's state after it gives it a name. */
    abstract void passed(boolean sent, Bytes frame, List<Action> next);

    /** Steps the session under the phone's lock: what it wants stored is stored before this returns. */
    final List<Action> step(Input input) throws Failure, ProtocolException {
        return phone.step(ignored -> stored(input.give()));
    }

    private List<Action> stored(List<Action> given) throws Failure, ProtocolException {
        List<Action> rest = new ArrayList<>();
        for (Action action : given) {
            if (action instanceof Action.Persist persist) {
                phone.commit(persist.changes());
                rest.addAll(stored(persisted()));
            } else {
                rest.add(action);
            }
        }
        return rest;
    }

    /** Goes on from a step's actions to the end of the session. */
    final PaymentResult hold(List<Action> first) throws Failure, ProtocolException {
        actions.addAll(first);
        while (true) {
            Action action = actions.poll();
            if (action == null) {
                actions.addAll(next());
            } else if (action instanceof Action.Finish finish) {
                return finish.result();
            } else {
                perform(action);
            }
        }
    }

    private void perform(Action action) throws Failure, ProtocolException {
        if (action instanceof Action.Send send) {
            send(send.frame());
        } else if (action instanceof Action.SetDeadline set) {
            deadline = set.at();
        } else if (action instanceof Action.AskUser askUser) {
            actions.addAll(ask(askUser.proposal()));
        } else if (action instanceof Action.AskStepUp askStepUp) {
            actions.addAll(askStepUp(askStepUp.prompt()));
        } else if (action instanceof Action.Submit submit) {
            actions.addAll(submit(submit.outgoing()));
        } else {
            throw new IllegalStateException("not done within its step: " + action);
        }
    }

    private void send(Bytes frame) {
        try {
            connection.send(frame);
            passed(true, frame, List.copyOf(actions));
        } catch (IOException e) {
            gone = true;
        }
    }

    private List<Action> next() throws Failure, ProtocolException {
        if (gone) {
            return step(() -> end(ErrorCode.PEER_GONE));
        }
        try {
            return arrived(Duration.ofSeconds(Math.max(0, deadline - phone.now())));
        } catch (SocketTimeoutException e) {
            return step(this::deadlinePassed);
        }
    }

    /**
     * What has happened while the user was thinking: the deadline has passed, or the other side has
     * said something or left. Nothing if the conversation is where it was.
     */
    final Optional<List<Action>> meanwhile() throws Failure, ProtocolException {
        if (phone.now() > deadline) {
            return Optional.of(step(this::deadlinePassed));
        }
        try {
            return Optional.of(arrived(A_LOOK));
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
    }

    private List<Action> arrived(Duration patience)
            throws Failure, ProtocolException, SocketTimeoutException {
        try {
            Optional<Bytes> frame = connection.receive(patience);
            if (frame.isEmpty()) {
                return step(() -> end(ErrorCode.PEER_GONE));
            }
            List<Action> next = step(() -> received(frame.get()));
            passed(false, frame.get(), next);
            return next;
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return step(() -> end(ErrorCode.PEER_GONE));
        } catch (ProtocolException e) {
            return step(() -> end(e.code()));
        }
    }
}
