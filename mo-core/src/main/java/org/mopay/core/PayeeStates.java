package org.mopay.core;

import static org.mopay.core.message.Wire.byteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.PayeeChannel;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.payment.AcceptedPayment;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.Acceptance;
import org.mopay.proto.v1.ChannelMessage;
import org.mopay.proto.v1.DeclineReason;
import org.mopay.proto.v1.Declined;
import org.mopay.proto.v1.Offer;
import org.mopay.proto.v1.StoredAcceptance;

import java.util.Collections;
import java.util.Optional;

/**
 * The states of a payee's session until an authorization is accepted, in the order of the
 * conversation; {@link PayeeDecisionStates} follow.
 */
final class PayeeStates {
    private PayeeStates() {}

    /** What every state of one session shares. */
    record Context(PhoneState phone, PayeeChannel channel, VerifiedRequest request) {
        CryptoProvider crypto() {
            return phone.crypto();
        }

        Transition<PayeeState> finish(PaymentResult result, Action... before) {
            return Transition.end(new PayeeDecisionStates.Ended(), channel, result, before);
        }

        /**
         * How a conversation ends that brought nothing. What came in an earlier one may be paid, unless
         * others pay the same request.
         */
        PaymentResult without(ErrorCode why) {
            return phone.acceptanceFor(request.digest())
                    .filter(earlier -> !VerifiedRequest.isShareable(request.message()))
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
            if (!context.phone().acceptanceOf(accepted.d()).isPresent()) {
                PhoneRequests.requireOpen(context.phone(), context.request().digest());
            }
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
                    new PayeeDecisionStates.AwaitingDecision(context, acceptance, d),
                    new Action.Submit(new Outgoing(Outgoing.Route.PAYMENT, submission)));
        }

        @Override
        Transition<PayeeState> notPersisted() {
            return ended(ErrorCode.PHONE_STATE_UNWRITTEN);
        }

        @Override
        Transition<PayeeState> ended(ErrorCode why) {
            return context.finish(PaymentResult.unresolved(why, d));
        }
    }
}
