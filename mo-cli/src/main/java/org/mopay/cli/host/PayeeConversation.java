package org.mopay.cli.host;

import org.mopay.cli.carrier.FrameConnection;
import org.mopay.cli.output.Failure;
import org.mopay.core.Action;
import org.mopay.core.Outgoing;
import org.mopay.core.PayeeSession;
import org.mopay.core.PaymentProposal;
import org.mopay.core.StepUpPrompt;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.util.List;

/** The payee's side of a conversation, from the first frame that its engagement accepts. */
final class PayeeConversation extends Conversation {
    private final PayeeSession session;
    private final Trace trace;

    PayeeConversation(
            LocalPhone phone, FrameConnection connection, PayeeSession session, Trace trace) {
        super(phone, connection);
        this.session = session;
        this.trace = trace;
    }

    @Override
    List<Action> received(Bytes frame) throws ProtocolException {
        return session.received(frame, phone.now());
    }

    @Override
    List<Action> persisted() throws ProtocolException {
        return session.persisted(phone.now());
    }

    @Override
    List<Action> deadlinePassed() {
        return session.deadlinePassed();
    }

    @Override
    List<Action> end(ErrorCode why) {
        return session.end(why);
    }

    @Override
    List<Action> ask(PaymentProposal proposal) {
        throw new IllegalStateException("a payee's session asks nothing");
    }

    @Override
    List<Action> askStepUp(StepUpPrompt prompt) {
        throw new IllegalStateException("a payee's session asks nothing");
    }

    @Override
    List<Action> submit(Outgoing outgoing) throws Failure, ProtocolException {
        String what = outgoing.route() == Outgoing.Route.STEP_UP ? "step-up" : "submission";
        trace.message(Trace.Peer.VALIDATOR, true, "", what, outgoing.message().size());
        Bytes outcome;
        try {
            outcome = phone.validator().submitted(outgoing);
        } catch (Failure e) {
            return step(() -> session.unanswered(e.code()));
        }
        trace.message(Trace.Peer.VALIDATOR, false, "", "outcome", outcome.size());
        return step(() -> session.answered(outcome));
    }

    @Override
    void passed(boolean sent, Bytes frame, List<Action> next) {
        // The payer's phone tells of the messages between the two.
    }
}
