package org.mopay.core;

import org.mopay.core.PayerStates.Context;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.ChannelMessage;
import org.mopay.proto.v1.Close;
import org.mopay.proto.v1.StoredPayment;

import java.util.Arrays;
import java.util.Optional;

/** The states of a payer's session once it has authorized: only the validator's word ends it. */
final class PayerDecisionStates {
    private PayerDecisionStates() {}

    /**
     * One authorization in one conversation.
     *
     * @param pending what is known so far, if the validator has said that it waits
     */
    record Authorized(
            Context context, StoredPayment payment, Bytes d, Optional<PaymentResult> pending) {

        Transition<PayerState> leave(ErrorCode why) {
            return pending.isPresent()
                    ? context.finish(pending.get())
                    : context.leaveUnresolved(why, d);
        }
    }

    private static Action.Send close(Context context) throws ProtocolException {
        return new Action.Send(context.channel()
                .write(ChannelMessage.newBuilder()
                        .setClose(Close.getDefaultInstance())
                        .build()));
    }

    /** It may be paid. {@code <- Outcome, or the payee's Declined} */
    static final class AwaitingOutcome extends PayerState {
        private final Authorized authorized;

        AwaitingOutcome(Context context, StoredPayment payment, Bytes d) {
            this(new Authorized(context, payment, d, Optional.empty()));
        }

        private AwaitingOutcome(Authorized authorized) {
            this.authorized = authorized;
        }

        @Override
        Transition<PayerState> received(Bytes frame, long now) throws ProtocolException {
            Context context = authorized.context();
            Optional<Bytes> repeat = context.channel().answerToRepeat(frame);
            if (repeat.isPresent()) {
                return Transition.to(this, new Action.Send(repeat.get()));
            }
            Optional<ErrorCode> abort = context.channel().abortCode(frame);
            if (abort.isPresent()) {
                return ended(abort.get());
            }
            ChannelMessage message = context.channel().read(frame);
            switch (message.getMessageCase()) {
                case OUTCOME:
                    return decided(message);
                case DECLINED:
                    return ended(ErrorCode.ofNumber(message.getDeclined().getCode())
                            .orElse(ErrorCode.DECLINED));
                case CLOSE:
                    return ended(ErrorCode.PEER_GONE);
                default:
                    throw new ProtocolException(
                            ErrorCode.UNEXPECTED_MESSAGE,
                            message.getMessageCase().name());
            }
        }

        private Transition<PayerState> decided(ChannelMessage message) {
            PhoneState phone = authorized.context().phone();
            PhoneOutcome outcome;
            try {
                outcome = PhoneOutcome.ofPayer(phone, authorized.payment(), message.getOutcome());
            } catch (ProtocolException e) {
                return ended(e.code());
            }
            return Transition.to(
                    new StoringOutcome(authorized, outcome.result()),
                    new Action.Persist(Arrays.asList(phone.change(), outcome.history())));
        }

        @Override
        Transition<PayerState> ended(ErrorCode why) {
            return authorized.leave(why);
        }
    }

    /** The outcome goes to disk. {@code -> Close}, unless the payment waits for the payer's code. */
    static final class StoringOutcome extends PayerState {
        private final Authorized authorized;
        private final PaymentResult result;

        StoringOutcome(Authorized authorized, PaymentResult result) {
            this.authorized = authorized;
            this.result = result;
        }

        @Override
        Transition<PayerState> persisted() throws ProtocolException {
            Context context = authorized.context();
            Optional<StepUpPrompt> prompt = PhoneStepUps.prompt(context.phone(), authorized.d());
            if (prompt.isPresent()) {
                return Transition.to(
                        new AwaitingStepUp(new Authorized(
                                context,
                                authorized.payment(),
                                authorized.d(),
                                Optional.of(result))),
                        new Action.AskStepUp(prompt.get()));
            }
            return context.finish(result, close(context));
        }

        @Override
        Transition<PayerState> notPersisted() {
            return ended(ErrorCode.PHONE_STATE_UNWRITTEN);
        }

        @Override
        Transition<PayerState> ended(ErrorCode why) {
            return authorized.context().finish(result);
        }
    }

    /** The user looks up the code that a pending payment waits for. {@code -> StepUpResponse} */
    static final class AwaitingStepUp extends PayerState {
        private final Authorized authorized;

        AwaitingStepUp(Authorized authorized) {
            this.authorized = authorized;
        }

        @Override
        Transition<PayerState> received(Bytes frame, long now) throws ProtocolException {
            Context context = authorized.context();
            if (context.channel().isRepeat(frame)) {
                return Transition.to(this);
            }
            Optional<ErrorCode> abort = context.channel().abortCode(frame);
            if (abort.isPresent()) {
                return ended(abort.get());
            }
            ChannelMessage message = context.channel().read(frame);
            return message.hasClose() || message.hasDeclined()
                    ? ended(ErrorCode.PEER_GONE)
                    : super.received(frame, now);
        }

        @Override
        Transition<PayerState> stepUpAnswered(String code) throws ProtocolException {
            Context context = authorized.context();
            ChannelMessage message = ChannelMessage.newBuilder()
                    .setStepUpResponse(PhoneStepUps.response(context.phone(), authorized.d(), code))
                    .build();
            return Transition.to(
                    new AwaitingOutcome(authorized),
                    new Action.Send(context.channel().write(message)));
        }

        @Override
        Transition<PayerState> declined() throws ProtocolException {
            Context context = authorized.context();
            return context.finish(
                    authorized.pending().orElseThrow(IllegalStateException::new), close(context));
        }

        @Override
        Transition<PayerState> ended(ErrorCode why) {
            return authorized.leave(why);
        }
    }

    /** Over: nothing more happens. */
    static final class Ended extends PayerState {
        /** A write that was under way when the conversation ended. */
        @Override
        Transition<PayerState> persisted() {
            return Transition.to(this);
        }

        @Override
        Transition<PayerState> notPersisted() {
            return Transition.to(this);
        }

        @Override
        Transition<PayerState> ended(ErrorCode why) {
            return Transition.to(this);
        }
    }
}
