package org.mopay.core;

import static org.mopay.core.message.Wire.secret;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.PayerChannel;
import org.mopay.core.credential.Fees;
import org.mopay.core.credential.VerifiedCredential;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.payment.PaymentAuthorizer;
import org.mopay.core.payment.UserConsent;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.Acceptance;
import org.mopay.proto.v1.ChannelMessage;
import org.mopay.proto.v1.Close;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.Offer;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.StoredPayment;

import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;

/** The states of a payer's session, in the order of the conversation. */
final class PayerStates {
    private PayerStates() {}

    /** What every state of one session shares. */
    record Context(PhoneState phone, PayerChannel channel, RandomSource random) {
        CryptoProvider crypto() {
            return phone.crypto();
        }

        /** Nothing was authorized: tell the other side why, if it is there, and stop. */
        Transition<PayerState> abandon(ErrorCode why) {
            channel.close();
            return Transition.to(
                    new Ended(),
                    new Action.Send(channel.abort(why)),
                    new Action.Finish(PaymentResult.notAuthorized(why)));
        }

        Transition<PayerState> leaveUnresolved(ErrorCode why, Bytes d) {
            channel.close();
            return Transition.to(new Ended(), new Action.Finish(PaymentResult.unresolved(why, d)));
        }
    }

    /** Nothing was sent yet. */
    static final class Opening extends PayerState {
        private final Context context;

        Opening(Context context) {
            this.context = context;
        }

        /** {@code -> e  Hello} */
        Transition<PayerState> start(long now) throws ProtocolException {
            return Transition.to(
                    new AwaitingOffer(context),
                    new Action.Send(context.channel().hello()),
                    new Action.SetDeadline(now + PhoneState.CONVERSATION_DEADLINE));
        }

        @Override
        Transition<PayerState> ended(ErrorCode why) {
            return context.abandon(why);
        }
    }

    /** Message 1 was sent. {@code <- e, ee, s, es  Offer} */
    static final class AwaitingOffer extends PayerState {
        private final Context context;

        AwaitingOffer(Context context) {
            this.context = context;
        }

        @Override
        Transition<PayerState> received(Bytes frame, long now) throws ProtocolException {
            Optional<ErrorCode> abort = context.channel().abortCode(frame);
            if (abort.isPresent()) {
                return ended(abort.get());
            }
            Bytes opened = context.channel().openOffer(frame);
            try {
                return answer(verify(context.channel().offer(opened), now), now);
            } catch (ProtocolException e) {
                return context.abandon(e.code());
            }
        }

        private VerifiedRequest verify(Offer offer, long now) throws ProtocolException {
            PhoneState phone = context.phone();
            VerifiedCredential payee = VerifiedCredential.verify(
                    offer.getCredential(), phone.validator(), now, context.crypto());
            if (!payee.noiseKey().equals(context.channel().remoteStatic())) {
                throw new ProtocolException(
                        ErrorCode.CHANNEL_KEY_MISMATCH, "the payee's credential");
            }
            return VerifiedRequest.verify(offer.getRequest(), payee, phone.validator());
        }

        /** A request with an unresolved authorization is resumed, whatever the user would say. */
        private Transition<PayerState> answer(VerifiedRequest request, long now)
                throws ProtocolException {
            Optional<StoredPayment> earlier = context.phone().paymentFor(request.digest());
            if (earlier.isPresent()) {
                return resume(context, earlier.get());
            }
            context.phone().validator().checkCurrent(now);
            request.checkTimes(now, context.phone().validator());
            return Transition.to(
                    new AwaitingApproval(context, request), new Action.AskUser(proposal(request)));
        }

        private PaymentProposal proposal(VerifiedRequest verified) throws ProtocolException {
            PaymentRequest request = verified.message();
            long least = request.hasAmount() ? request.getAmount() : request.getMinAmount();
            long fee = Fees.fee(
                    context.phone()
                            .validator()
                            .fees(
                                    request.getAsset(),
                                    request.getFeeScheduleVersion(),
                                    request.getCreated()),
                    least);
            boolean onPayer = request.getFeeBearer() == FeeBearer.FEE_BEARER_PAYER;
            return new PaymentProposal(
                    verified.payee().credential().hasVerifiedName()
                            ? Optional.of(verified.payee().credential().getVerifiedName())
                            : Optional.empty(),
                    request.getLabel(),
                    request.getMemo(),
                    new Amount(least, request.getAsset(), request.getExponent()),
                    request.hasAmount() ? request.getAmount() : request.getMaxAmount(),
                    fee,
                    onPayer ? Math.addExact(least, fee) : least,
                    onPayer,
                    context.channel().shortAuthenticationString());
        }

        @Override
        Transition<PayerState> ended(ErrorCode why) {
            return context.abandon(why);
        }
    }

    /** The user looks at the proposal. */
    static final class AwaitingApproval extends PayerState {
        private final Context context;
        private final VerifiedRequest request;

        AwaitingApproval(Context context, VerifiedRequest request) {
            this.context = context;
            this.request = request;
        }

        @Override
        Transition<PayerState> received(Bytes frame, long now) throws ProtocolException {
            Optional<ErrorCode> abort = context.channel().abortCode(frame);
            return abort.isPresent() ? ended(abort.get()) : super.received(frame, now);
        }

        @Override
        Transition<PayerState> approved(long amount, UserConsent consent, long now)
                throws ProtocolException {
            PhoneState phone = context.phone();
            Optional<StoredPayment> elsewhere = phone.paymentFor(request.digest());
            if (elsewhere.isPresent()) {
                consent.close();
                return resume(context, elsewhere.get());
            }
            request.checkTimes(now, phone.validator());
            checkAmount(amount);
            PaymentAuthorizer authorizer = new PaymentAuthorizer(
                    phone.validator(), phone.sealSecret(), context.crypto(), context.random());
            StoredPayment payment;
            try (consent) {
                payment = authorizer.authorize(
                        request,
                        amount,
                        phone.nextAlias(now),
                        context.channel().handshakeHash(),
                        context.channel().engagementDigest(),
                        consent,
                        now);
            }
            phone.add(payment);
            return store(
                    context,
                    payment,
                    Acceptance.newBuilder()
                            .setCredential(payment.getAlias().getCredential())
                            .setAuthorization(payment.getAuthorization())
                            .build());
        }

        private void checkAmount(long amount) throws ProtocolException {
            PaymentRequest asked = request.message();
            boolean fits = asked.hasAmount()
                    ? amount == asked.getAmount()
                    : amount >= asked.getMinAmount() && amount <= asked.getMaxAmount();
            if (!fits) {
                throw new ProtocolException(
                        ErrorCode.AMOUNT_INVALID, "not what the request asks for");
            }
        }

        @Override
        Transition<PayerState> declined() {
            return context.abandon(ErrorCode.DECLINED);
        }

        @Override
        Transition<PayerState> ended(ErrorCode why) {
            return context.abandon(why);
        }
    }

    /** Another conversation has authorized this request: the very same authorization goes on. */
    private static Transition<PayerState> resume(Context context, StoredPayment earlier) {
        Acceptance acceptance = Acceptance.newBuilder()
                .setCredential(earlier.getAlias().getCredential())
                .setResume(PaymentAuthorizer.resume(
                        earlier,
                        PhoneState.d(earlier.getAuthorization()),
                        context.channel().handshakeHash(),
                        context.crypto()))
                .build();
        return store(context, earlier, acceptance);
    }

    /** An earlier authorization is stored again: its first write may have failed. */
    private static Transition<PayerState> store(
            Context context, StoredPayment payment, Acceptance acceptance) {
        return Transition.to(
                new StoringAuthorization(context, payment, acceptance),
                new Action.Persist(Collections.singletonList(context.phone().change())));
    }

    /** The authorization goes to disk before it goes anywhere else. */
    static final class StoringAuthorization extends PayerState {
        private final Context context;
        private final StoredPayment payment;
        private final Acceptance acceptance;
        private final Bytes d;

        StoringAuthorization(Context context, StoredPayment payment, Acceptance acceptance) {
            this.context = context;
            this.payment = payment;
            this.acceptance = acceptance;
            this.d = PhoneState.d(payment.getAuthorization());
        }

        /** {@code -> s, se  Acceptance} */
        @Override
        Transition<PayerState> persisted() throws ProtocolException {
            Bytes frame = context.channel()
                    .accept(
                            acceptance,
                            context.crypto()
                                    .x25519KeyPair(secret(payment.getAlias().getNoisePrivate())));
            return Transition.to(new AwaitingOutcome(context, payment, d), new Action.Send(frame));
        }

        @Override
        Transition<PayerState> ended(ErrorCode why) {
            return context.leaveUnresolved(why, d);
        }
    }

    /** Message 3 was sent: it may be paid. {@code <- Outcome, or the payee's Declined} */
    static final class AwaitingOutcome extends PayerState {
        private final Context context;
        private final StoredPayment payment;
        private final Bytes d;

        AwaitingOutcome(Context context, StoredPayment payment, Bytes d) {
            this.context = context;
            this.payment = payment;
            this.d = d;
        }

        @Override
        Transition<PayerState> received(Bytes frame, long now) throws ProtocolException {
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
            PhoneOutcome outcome;
            try {
                outcome = PhoneOutcome.ofPayer(context.phone(), payment, message.getOutcome());
            } catch (ProtocolException e) {
                return ended(e.code());
            }
            return Transition.to(
                    new StoringOutcome(context, outcome.result()),
                    new Action.Persist(Arrays.asList(context.phone().change(), outcome.history())));
        }

        @Override
        Transition<PayerState> ended(ErrorCode why) {
            return context.leaveUnresolved(why, d);
        }
    }

    /** The outcome goes to disk. {@code -> Close} */
    static final class StoringOutcome extends PayerState {
        private final Context context;
        private final PaymentResult result;

        StoringOutcome(Context context, PaymentResult result) {
            this.context = context;
            this.result = result;
        }

        @Override
        Transition<PayerState> persisted() throws ProtocolException {
            Bytes close = context.channel()
                    .write(ChannelMessage.newBuilder()
                            .setClose(Close.getDefaultInstance())
                            .build());
            context.channel().close();
            return Transition.to(new Ended(), new Action.Send(close), new Action.Finish(result));
        }

        @Override
        Transition<PayerState> ended(ErrorCode why) {
            context.channel().close();
            return Transition.to(new Ended(), new Action.Finish(result));
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
        Transition<PayerState> ended(ErrorCode why) {
            return Transition.to(this);
        }
    }
}
