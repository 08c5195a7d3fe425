package org.mopay.core;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.PayeeChannel;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.util.List;

/**
 * The payee's half of a conversation, without any I/O: every input returns the actions the host
 * does, in order. A method that throws {@link ProtocolException} has changed nothing. Not
 * thread-safe.
 *
 * <p>A session serves one handshake of one engagement. When it ends without an outcome, the host
 * opens another for the same request and shows its new engagement: {@link Phone#receive}.
 */
public final class PayeeSession {
    private final PayeeChannel channel;
    private PayeeState state;

    private PayeeSession(PayeeChannel channel, PayeeState state) {
        this.channel = channel;
        this.state = state;
    }

    static PayeeSession of(PayeeStates.Context context) {
        return new PayeeSession(context.channel(), new PayeeStates.AwaitingHello(context));
    }

    /** What to show as QR, link or tap. */
    public Bytes engagement() {
        return channel.encodedEngagement();
    }

    /** Whether a payer has used the engagement up: then only that payer's frames are for this session. */
    public boolean isEngaged() {
        return !(state instanceof PayeeStates.AwaitingHello);
    }

    /** Six digits that the payer's screen must show as well; known once {@link #isEngaged}. */
    public String shortAuthenticationString() {
        return channel.shortAuthenticationString();
    }

    /** A frame of the other phone came. */
    public List<Action> received(Bytes frame, long now) throws ProtocolException {
        return enter(state.received(frame, now));
    }

    /** The changes of the last {@link Action.Persist} are on disk. */
    public List<Action> persisted(long now) throws ProtocolException {
        return enter(state.persisted(now));
    }

    /** The validator has answered what was submitted or relayed with an encoded Outcome. */
    public List<Action> answered(Bytes outcome) throws ProtocolException {
        return enter(state.answered(outcome));
    }

    /** The validator could not be reached, or has answered with an error. */
    public List<Action> unanswered(ErrorCode why) throws ProtocolException {
        return enter(state.unanswered(why));
    }

    /** The changes could not be written: what they hold may be on disk or not. */
    public List<Action> notPersisted() {
        return enter(state.notPersisted());
    }

    /** The last deadline has passed. */
    public List<Action> deadlinePassed() {
        return end(ErrorCode.DEADLINE_PASSED);
    }

    /** The host gives up: the carrier is gone (PEER_GONE), or what came was unacceptable. */
    public List<Action> end(ErrorCode why) {
        return enter(state.ended(why));
    }

    private List<Action> enter(Transition<PayeeState> transition) {
        state = transition.next();
        return transition.actions();
    }

    /** Names the state, for a log. */
    @Override
    public String toString() {
        return "payee " + state;
    }
}
