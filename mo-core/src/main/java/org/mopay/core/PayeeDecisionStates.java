package org.mopay.core;

import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.PayeeStates.Context;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ErrorKind;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.ChannelMessage;
import org.mopay.proto.v1.DeclineReason;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.StepUpResponse;
import org.mopay.proto.v1.StoredAcceptance;

import java.util.Arrays;
import java.util.Optional;

/** The states of a payee's session once it has asked the validator. */
final class PayeeDecisionStates {
    /** Seconds a decided payee waits for the payer's Close. */
    private static final long CLOSE_DEADLINE = 5;

    private PayeeDecisionStates() {}

    /** The validator was asked, with the submission or with the payer's answer to a step-up. */
    static final class AwaitingDecision extends PayeeState {
        private final Context context;
        private final StoredAcceptance acceptance;
        private final Bytes d;
        private final Optional<PaymentResult> pending;

        AwaitingDecision(Context context, StoredAcceptance acceptance, Bytes d) {
            this(context, acceptance, d, Optional.empty());
        }

        private AwaitingDecision(
                Context context,
                StoredAcceptance acceptance,
                Bytes d,
                Optional<PaymentResult> pending) {
            this.context = context;
            this.acceptance = acceptance;
            this.d = d;
            this.pending = pending;
        }

        @Override
        Transition<PayeeState> received(Bytes frame, long now) throws ProtocolException {
            // A payer that asks again gets its answer when there is one.
            return context.channel().isRepeat(frame)
                    ? Transition.to(this)
                    : super.received(frame, now);
        }

        @Override
        Transition<PayeeState> answered(Bytes encoded) throws ProtocolException {
            PhoneOutcome outcome;
            Outcome message;
            try {
                message = MessageType.OUTCOME.decode(encoded);
                outcome = PhoneOutcome.ofPayee(
                        context.phone(),
                        acceptance,
                        context.request().signed(),
                        context.request().payee().issued(),
                        message);
            } catch (ProtocolException e) {
                return unanswered(ErrorCode.OUTCOME_INVALID);
            }
            return Transition.to(
                    new StoringOutcome(context, acceptance, outcome, message),
                    new Action.Persist(Arrays.asList(context.phone().change(), outcome.history())));
        }

        /** An error decides nothing: what was accepted stays, to be submitted until it is decided or over. */
        @Override
        Transition<PayeeState> unanswered(ErrorCode why) throws ProtocolException {
            DeclineReason reason = why.kind() == ErrorKind.FINAL
                    ? DeclineReason.DECLINE_REASON_INVALID
                    : DeclineReason.DECLINE_REASON_UNREACHABLE;
            return context.finish(
                    pending.orElseGet(() -> PaymentResult.unresolved(why, d)),
                    context.decline(reason, why));
        }

        @Override
        Transition<PayeeState> ended(ErrorCode why) {
            // The submission is on its way: whatever becomes of the carrier, its answer counts.
            return Transition.to(this);
        }
    }

    /** The outcome goes to disk. {@code <- Outcome} */
    static final class StoringOutcome extends PayeeState {
        private final Context context;
        private final StoredAcceptance acceptance;
        private final PhoneOutcome taken;
        private final Outcome outcome;

        StoringOutcome(
                Context context, StoredAcceptance acceptance, PhoneOutcome taken, Outcome outcome) {
            this.context = context;
            this.acceptance = acceptance;
            this.taken = taken;
            this.outcome = outcome;
        }

        @Override
        Transition<PayeeState> persisted(long now) throws ProtocolException {
            Action.Send send = new Action.Send(context.channel()
                    .write(ChannelMessage.newBuilder().setOutcome(outcome).build()));
            return taken.waitsForPayer()
                    ? Transition.to(new AwaitingStepUp(context, acceptance, taken.result()), send)
                    : Transition.to(
                            new AwaitingClose(context, taken.result()),
                            send,
                            new Action.SetDeadline(now + CLOSE_DEADLINE));
        }

        @Override
        Transition<PayeeState> notPersisted() {
            return ended(ErrorCode.PHONE_STATE_UNWRITTEN);
        }

        @Override
        Transition<PayeeState> ended(ErrorCode why) {
            return context.finish(taken.result());
        }
    }

    /** The payment waits for a code that the payer has. {@code -> StepUpResponse} */
    static final class AwaitingStepUp extends PayeeState {
        private final Context context;
        private final StoredAcceptance acceptance;
        private final PaymentResult pending;

        AwaitingStepUp(Context context, StoredAcceptance acceptance, PaymentResult pending) {
            this.context = context;
            this.acceptance = acceptance;
            this.pending = pending;
        }

        @Override
        Transition<PayeeState> received(Bytes frame, long now) throws ProtocolException {
            Optional<Bytes> repeat = context.channel().answerToRepeat(frame);
            if (repeat.isPresent()) {
                return Transition.to(this, new Action.Send(repeat.get()));
            }
            Optional<ErrorCode> abort = context.channel().abortCode(frame);
            if (abort.isPresent()) {
                return ended(abort.get());
            }
            ChannelMessage message = context.channel().read(frame);
            if (message.hasClose()) {
                return ended(ErrorCode.PEER_GONE);
            }
            return message.hasStepUpResponse()
                    ? relay(message.getStepUpResponse())
                    : super.received(frame, now);
        }

        private Transition<PayeeState> relay(StepUpResponse response) throws ProtocolException {
            Bytes d = PhoneState.d(acceptance.getAuthorization());
            if (!bytes(response.getD()).equals(d)) {
                throw new ProtocolException(
                        ErrorCode.UNEXPECTED_MESSAGE, "a step-up of another payment");
            }
            return Transition.to(
                    new AwaitingDecision(context, acceptance, d, Optional.of(pending)),
                    new Action.Submit(new Outgoing(
                            Outgoing.Route.STEP_UP,
                            MessageType.STEP_UP_RESPONSE.encode(response))));
        }

        @Override
        Transition<PayeeState> ended(ErrorCode why) {
            return context.finish(pending);
        }
    }

    /** The payer has its answer, or asks for it again. {@code -> Close} */
    static final class AwaitingClose extends PayeeState {
        private final Context context;
        private final PaymentResult result;

        AwaitingClose(Context context, PaymentResult result) {
            this.context = context;
            this.result = result;
        }

        @Override
        Transition<PayeeState> received(Bytes frame, long now) throws ProtocolException {
            Optional<Bytes> repeat = context.channel().answerToRepeat(frame);
            if (repeat.isPresent()) {
                return Transition.to(this, new Action.Send(repeat.get()));
            }
            ChannelMessage message = context.channel().read(frame);
            return message.hasClose() ? context.finish(result) : super.received(frame, now);
        }

        @Override
        Transition<PayeeState> ended(ErrorCode why) {
            return context.finish(result);
        }
    }

    /** Over: nothing more happens. */
    static final class Ended extends PayeeState {
        /** A write that was under way when the conversation ended. */
        @Override
        Transition<PayeeState> persisted(long now) {
            return Transition.to(this);
        }

        @Override
        Transition<PayeeState> notPersisted() {
            return Transition.to(this);
        }

        @Override
        Transition<PayeeState> ended(ErrorCode why) {
            return Transition.to(this);
        }
    }
}
