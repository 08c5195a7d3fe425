package org.mopay.core;

import static org.mopay.core.message.Wire.byteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.PayeeChannel;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ErrorKind;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.AcceptedPayment;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.Acceptance;
import org.mopay.proto.v1.ChannelMessage;
import org.mopay.proto.v1.DeclineReason;
import org.mopay.proto.v1.Declined;
import org.mopay.proto.v1.Offer;
import org.mopay.proto.v1.StoredAcceptance;

import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;

/** The states of a payee's session, in the order of the conversation. */
final class PayeeStates {
    /** Seconds a decided payee waits for the payer's Close. */
    private static final long CLOSE_DEADLINE = 5;

    private PayeeStates() {}

    /** What every state of one session shares. */
    record Context(PhoneState phone, PayeeChannel channel, VerifiedRequest request) {
        CryptoProvider crypto() {
            return phone.crypto();
        }

        Transition<PayeeState> finish(PaymentResult result, Action... before) {
            channel.close();
            Action[] actions = Arrays.copyOf(before, before.length + 1);
            actions[before.length] = new Action.Finish(result);
            return Transition.to(new Ended(), actions);
        }

        /** How a conversation ends that brought nothing; what came in an earlier one may be paid. */
        PaymentResult without(ErrorCode why) {
            return phone.acceptanceFor(request.digest())
                    .map(earlier ->
                            PaymentResult.unresolved(why, PhoneState.d(earlier.getAuthorization())))
                    .orElseGet(() -> PaymentResult.notAuthorized(why));
        }

        /** The payee's own no. It is never final for what the payer has authorized. */
        Action.Send decline(DeclineReason reason, ErrorCode why) throws ProtocolException {
            Declined declined = Declined.newBuilder()
                    .setReason(reason)
                    .setCode(why.number())
                    .build();
            return new Action.Send(channel.write(
                    ChannelMessage.newBuilder().setDeclined(declined).build()));
        }
    }

    /** The engagement is shown. {@code -> e  Hello} */
    static final class AwaitingHello extends PayeeState {
        private final Context context;

        AwaitingHello(Context context) {
            this.context = context;
        }

        /** {@code <- e, ee, s, es  Offer} */
        @Override
        Transition<PayeeState> received(Bytes frame, long now) throws ProtocolException {
            context.channel().readHello(frame);
            Offer offer = Offer.newBuilder()
                    .setCredential(context.request().payee().issued())
                    .setRequest(context.request().signed())
                    .build();
            return Transition.to(
                    new AwaitingAcceptance(context),
                    new Action.Send(context.channel().offer(offer)),
                    new Action.SetDeadline(now + PhoneState.CONVERSATION_DEADLINE));
        }

        @Override
        Transition<PayeeState> ended(ErrorCode why) {
            return context.finish(context.without(why));
        }
    }

    /** Message 2 was sent; the engagement is used up. {@code -> s, se  Acceptance} */
    static final class AwaitingAcceptance extends PayeeState {
        private final Context context;

        AwaitingAcceptance(Context context) {
            this.context = context;
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
            Bytes opened = context.channel().openAcceptance(frame);
            StoredAcceptance acceptance;
            try {
                acceptance = accept(context.channel().acceptance(opened), now);
            } catch (ProtocolException e) {
                return context.finish(
                        context.without(e.code()),
                        context.decline(DeclineReason.DECLINE_REASON_INVALID, e.code()));
            }
            return Transition.to(
                    new StoringAcceptance(context, acceptance),
                    new Action.Persist(Collections.singletonList(context.phone().change())));
        }

        private StoredAcceptance accept(Acceptance acceptance, long now) throws ProtocolException {
            AcceptedPayment accepted = AcceptedPayment.verify(
                    acceptance,
                    context.request(),
                    context.channel().remoteStatic(),
                    context.channel().handshakeHash(),
                    context.phone().validator(),
                    now,
                    context.crypto());
            return context.phone()
                    .keep(StoredAcceptance.newBuilder()
                            .setRequestDigest(byteString(context.request().digest()))
                            .setPayerCredential(accepted.payerCredential())
                            .setAuthorization(accepted.form().payment())
                            .setAcceptedAt(now)
                            .build());
        }

        @Override
        Transition<PayeeState> ended(ErrorCode why) {
            return context.finish(context.without(why));
        }
    }

    /** The accepted authorization goes to disk, so that a stopped app can still submit it. */
    static final class StoringAcceptance extends PayeeState {
        private final Context context;
        private final StoredAcceptance acceptance;
        private final Bytes d;

        StoringAcceptance(Context context, StoredAcceptance acceptance) {
            this.context = context;
            this.acceptance = acceptance;
            this.d = PhoneState.d(acceptance.getAuthorization());
        }

        @Override
        Transition<PayeeState> persisted(long now) throws ProtocolException {
            Bytes submission = PhoneSubmissions.ofPayee(context.phone(), acceptance, now);
            return Transition.to(
                    new AwaitingDecision(context, acceptance, d), new Action.Submit(submission));
        }

        @Override
        Transition<PayeeState> ended(ErrorCode why) {
            return context.finish(PaymentResult.unresolved(why, d));
        }
    }

    /** The validator was asked. */
    static final class AwaitingDecision extends PayeeState {
        private final Context context;
        private final StoredAcceptance acceptance;
        private final Bytes d;

        AwaitingDecision(Context context, StoredAcceptance acceptance, Bytes d) {
            this.context = context;
            this.acceptance = acceptance;
            this.d = d;
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
            ChannelMessage message;
            try {
                message = ChannelMessage.newBuilder()
                        .setOutcome(MessageType.OUTCOME.decode(encoded))
                        .build();
                outcome = PhoneOutcome.ofPayee(context.phone(), acceptance, message.getOutcome());
            } catch (ProtocolException e) {
                return unanswered(ErrorCode.OUTCOME_INVALID);
            }
            return Transition.to(
                    new StoringOutcome(context, outcome.result(), message),
                    new Action.Persist(Arrays.asList(context.phone().change(), outcome.history())));
        }

        /** An error decides nothing: what was accepted stays, to be submitted until it is decided or over. */
        @Override
        Transition<PayeeState> unanswered(ErrorCode why) throws ProtocolException {
            DeclineReason reason = why.kind() == ErrorKind.FINAL
                    ? DeclineReason.DECLINE_REASON_INVALID
                    : DeclineReason.DECLINE_REASON_UNREACHABLE;
            return context.finish(PaymentResult.unresolved(why, d), context.decline(reason, why));
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
        private final PaymentResult result;
        private final ChannelMessage message;

        StoringOutcome(Context context, PaymentResult result, ChannelMessage message) {
            this.context = context;
            this.result = result;
            this.message = message;
        }

        @Override
        Transition<PayeeState> persisted(long now) throws ProtocolException {
            return Transition.to(
                    new AwaitingClose(context, result),
                    new Action.Send(context.channel().write(message)),
                    new Action.SetDeadline(now + CLOSE_DEADLINE));
        }

        @Override
        Transition<PayeeState> ended(ErrorCode why) {
            return context.finish(result);
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
        Transition<PayeeState> ended(ErrorCode why) {
            return Transition.to(this);
        }
    }
}
