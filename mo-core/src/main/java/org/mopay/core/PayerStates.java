package org.mopay.core;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.PayerChannel;
import org.mopay.core.credential.CredentialKeys;
import org.mopay.core.credential.UserConsent;
import org.mopay.core.credential.VerifiedCredential;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.payment.PaymentAuthorizer;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.Acceptance;
import org.mopay.proto.v1.Offer;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.StoredPayment;

import java.util.Collections;
import java.util.Optional;

/**
 * The states of a payer's session until the authorization is sent, in the order of the
 * conversation; {@link PayerDecisionStates} follow.
 */
final class PayerStates {
    private PayerStates() {}

    /** What every state of one session shares. */
    record Context(PhoneState phone, PayerChannel channel, RandomSource random) {
        CryptoProvider crypto() {
            return phone.crypto();
        }

        Transition<PayerState> finish(PaymentResult result, Action... before) {
            return Transition.end(new PayerDecisionStates.Ended(), channel, result, before);
        }

        /** Nothing was authorized: tell the other side why, if it is there, and stop. */
        Transition<PayerState> abandon(ErrorCode why) {
            return finish(PaymentResult.notAuthorized(why), new Action.Send(channel.abort(why)));
        }

        Transition<PayerState> leaveUnresolved(ErrorCode why, Bytes d) {
            return finish(PaymentResult.unresolved(why, d));
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
            if (context.phone().hasPaid(request.digest())) {
                throw new ProtocolException(ErrorCode.REQUEST_ALREADY_PAID, "by this phone");
            }
            context.phone().validator().checkCurrent(now);
            request.checkTimes(now, context.phone().validator());
            return Transition.to(
                    new AwaitingApproval(context, request), new Action.AskUser(proposal(request)));
        }

        private PaymentProposal proposal(VerifiedRequest verified) throws ProtocolException {
            PaymentRequest request = verified.message();
            return PaymentProposal.of(
                    verified,
                    context.phone()
                            .validator()
                            .fees(
                                    request.getAsset(),
                                    request.getFeeScheduleVersion(),
                                    request.getCreated()),
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
                return resume(context, elsewhere.get());
            }
            if (phone.hasPaid(request.digest())) {
                return context.abandon(ErrorCode.REQUEST_ALREADY_PAID);
            }
            request.checkTimes(now, phone.validator());
            checkAmount(amount);
            PaymentAuthorizer authorizer = new PaymentAuthorizer(
                    phone.validator(), phone.sealSecret(), context.crypto(), context.random());
            StoredPayment payment = authorizer.authorize(
                    request,
                    amount,
                    phone.nextAlias(now),
                    context.channel().handshakeHash(),
                    context.channel().engagementDigest(),
                    consent,
                    now);
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
        if (earlier.hasCancellation()) {
            return context.leaveUnresolved(
                    ErrorCode.AUTHORIZATION_CANCELLED, PhoneState.d(earlier.getAuthorization()));
        }
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
            // The user may have taken it back while it was written.
            if (context.phone()
                    .paymentOf(d)
                    .filter(StoredPayment::hasCancellation)
                    .isPresent()) {
                return ended(ErrorCode.AUTHORIZATION_CANCELLED);
            }
            Bytes frame =
                    context.channel().accept(acceptance, CredentialKeys.noise(payment.getAlias()));
            return Transition.to(
                    new PayerDecisionStates.AwaitingOutcome(context, payment, d),
                    new Action.Send(frame));
        }

        @Override
        Transition<PayerState> notPersisted() {
            return ended(ErrorCode.PHONE_STATE_UNWRITTEN);
        }

        @Override
        Transition<PayerState> ended(ErrorCode why) {
            return context.leaveUnresolved(why, d);
        }
    }
}
