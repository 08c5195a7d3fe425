package org.mopay.core;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.UserConsent;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.util.List;

/**
 * The payer's half of a conversation, without any I/O: every input returns the actions the host
 * does, in order. A method that throws {@link ProtocolException} has changed nothing; the host may
 * wait for the right frame or {@link #end} the session. Not thread-safe.
 *
 * <p>Guarantees: nothing that could be settled is sent before the host has stored it; a request
 * that this phone has an unresolved authorization for is continued and never signed again.
 */
public final class PayerSession {
    private PayerState state;

    private PayerSession(PayerState state) {
        this.state = state;
    }

    static PayerSession of(PayerState first) {
        return new PayerSession(first);
    }

    /** The first actions: send handshake message 1. Call it once. */
    public List<Action> start(long now) throws ProtocolException {
        if (!(state instanceof PayerStates.Opening)) {
            throw new IllegalStateException("started before");
        }
        return enter(((PayerStates.Opening) state).start(now));
    }

    /** A frame of the other phone came. */
    public List<Action> received(Bytes frame, long now) throws ProtocolException {
        return enter(state.received(frame, now));
    }

    /**
     * The user approved the proposal.
     *
     * @param amount minor units: the requested amount, or a choice within the bounds of an open one
     * @param consent is closed, whatever comes of it: another approval takes another consent
     * @throws ProtocolException POOL_EMPTY, REQUEST_EXPIRED, AMOUNT_INVALID: nothing was authorized
     */
    public List<Action> approve(long amount, UserConsent consent, long now)
            throws ProtocolException {
        try (consent) {
            return enter(state.approved(amount, consent, now));
        }
    }

    /**
     * The user gave the code that a pending payment waits for.
     *
     * @param code 6 to 8 digits
     */
    public List<Action> answerStepUp(String code) throws ProtocolException {
        return enter(state.stepUpAnswered(code));
    }

    /** The user does not want to pay, or has no code: then the payment stays pending. */
    public List<Action> decline() throws ProtocolException {
        return enter(state.declined());
    }

    /** The changes of the last {@link Action.Persist} are on disk. */
    public List<Action> persisted() throws ProtocolException {
        return enter(state.persisted());
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

    private List<Action> enter(Transition<PayerState> transition) {
        state = transition.next();
        return transition.actions();
    }

    /** Names the state, for a log. */
    @Override
    public String toString() {
        return "payer " + state;
    }
}
