package org.mopay.core;

import org.mopay.core.bytes.Bytes;

import java.util.List;

/**
 * What a session asks its host to do. The host does the actions of one step in their order; the
 * session itself touches no socket, file or clock.
 */
public sealed interface Action
        permits Action.Send,
                Action.Persist,
                Action.SetDeadline,
                Action.AskUser,
                Action.AskStepUp,
                Action.Submit,
                Action.Finish {

    /** Send one frame to the other phone. */
    record Send(Bytes frame) implements Action {}

    /** Make the changes durable, then call {@code persisted()}. Nothing is sent before. */
    record Persist(List<Change> changes) implements Action {}

    /** Call {@code deadlinePassed(now)} at that time, in place of any earlier deadline. */
    record SetDeadline(long at) implements Action {}

    /** Show the proposal; then call {@code approve} or {@code decline}. */
    record AskUser(PaymentProposal proposal) implements Action {}

    /** Ask for the payer's code; then call {@code answerStepUp} or {@code decline}. */
    record AskStepUp(StepUpPrompt prompt) implements Action {}

    /**
     * Send this to the validator: the payment, or the payer's answer to a step-up; then call {@code
     * answered} or {@code unanswered}.
     */
    record Submit(Outgoing outgoing) implements Action {}

    /** The session is over. */
    record Finish(PaymentResult result) implements Action {}
}
