package org.mopay.core;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

/**
 * What a payee's session awaits.
 *
 * <pre>
 * AwaitingHello -> AwaitingAcceptance -> StoringAcceptance -> AwaitingDecision
 *                       -> StoringOutcome -> AwaitingClose -> Ended
 *                       ^        |
 *                       \-- AwaitingStepUp
 * </pre>
 *
 * A method that throws a {@link ProtocolException} has changed nothing; an input that a state does
 * not await is the host's mistake, or UNEXPECTED_MESSAGE if it came from the other phone.
 */
abstract class PayeeState {
    Transition<PayeeState> received(Bytes frame, long now) throws ProtocolException {
        throw new ProtocolException(ErrorCode.UNEXPECTED_MESSAGE, "in " + this);
    }

    Transition<PayeeState> persisted(long now) throws ProtocolException {
        throw new IllegalStateException("nothing was to be stored in " + this);
    }

    Transition<PayeeState> answered(Bytes outcome) throws ProtocolException {
        throw new IllegalStateException("nothing was submitted in " + this);
    }

    Transition<PayeeState> unanswered(ErrorCode why) throws ProtocolException {
        throw new IllegalStateException("nothing was submitted in " + this);
    }

    Transition<PayeeState> notPersisted() {
        throw new IllegalStateException("nothing was to be stored in " + this);
    }

    /** The conversation can't go on: deadline, carrier gone, or an abort of the other side. */
    abstract Transition<PayeeState> ended(ErrorCode why);

    @Override
    public String toString() {
        return getClass().getSimpleName();
    }
}
