package org.mopay.core;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.UserConsent;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

/**
 * What a payer's session awaits.
 *
 * <pre>
 * AwaitingOffer -> AwaitingApproval -> StoringAuthorization -> AwaitingOutcome -> StoringOutcome -> Ended
 *       \______________ resume ______________/                        ^                |
 *                                                                     \-- AwaitingStepUp
 * </pre>
 *
 * A method that throws a {@link ProtocolException} has changed nothing; an input that a state does
 * not await is the host's mistake, or UNEXPECTED_MESSAGE if it came from the other phone.
 */
abstract class PayerState {
    Transition<PayerState> received(Bytes frame, long now) throws ProtocolException {
        throw new ProtocolException(ErrorCode.UNEXPECTED_MESSAGE, "in " + this);
    }

    Transition<PayerState> approved(long amount, UserConsent consent, long now)
            throws ProtocolException {
        throw new IllegalStateException("nothing to approve in " + this);
    }

    Transition<PayerState> declined() throws ProtocolException {
        throw new IllegalStateException("nothing to decline in " + this);
    }

    Transition<PayerState> stepUpAnswered(String code) throws ProtocolException {
        throw new IllegalStateException("no code was asked for in " + this);
    }

    Transition<PayerState> persisted() throws ProtocolException {
        throw new IllegalStateException("nothing was to be stored in " + this);
    }

    Transition<PayerState> notPersisted() {
        throw new IllegalStateException("nothing was to be stored in " + this);
    }

    /** The conversation can't go on: deadline, carrier gone, or an abort of the other side. */
    abstract Transition<PayerState> ended(ErrorCode why);

    @Override
    public String toString() {
        return getClass().getSimpleName();
    }
}
