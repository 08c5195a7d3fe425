package org.mopay.cli.host;

import org.mopay.cli.carrier.FrameConnection;
import org.mopay.cli.output.Failure;
import org.mopay.core.Action;
import org.mopay.core.Outgoing;
import org.mopay.core.PayerSession;
import org.mopay.core.PaymentProposal;
import org.mopay.core.PaymentResult;
import org.mopay.core.StepUpPrompt;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Engagements;
import org.mopay.core.channel.Frame;
import org.mopay.core.credential.UserConsent;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Carrier;
import org.mopay.proto.v1.CarrierHint;
import org.mopay.proto.v1.Engagement;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The payer's side of a conversation over TCP. */
public final class PayerConversation extends Conversation {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final PayerSession session;
    private final boolean withKey;
    private final Approval approval;
    private final Trace trace;
    private int sent;

    private PayerConversation(
            LocalPhone phone,
            FrameConnection connection,
            PayerSession session,
            boolean withKey,
            Approval approval,
            Trace trace) {
        super(phone, connection);
        this.session = session;
        this.withKey = withKey;
        this.approval = approval;
        this.trace = trace;
    }

    /** Whoever decides for the user. */
    @FunctionalInterface
    public interface Approval {
        /** The amount to pay and the user's consent, or nothing to decline. */
        Optional<Approved> decide(PaymentProposal proposal) throws Failure, ProtocolException;

        /** The code that the validator wants to see, or nothing if there is none at hand. */
        default Optional<String> stepUp(StepUpPrompt prompt) throws Failure, ProtocolException {
            return Optional.empty();
        }
    }

    /**
     * The user's yes.
     *
     * @param amount minor units
     */
    public record Approved(long amount, UserConsent consent) {}

    /**
     * Converses with the payee of an engagement.
     *
     * @throws Failure PAYEE_UNREACHABLE, or what the phone's directory or the approval throws
     * @throws ProtocolException if the engagement is not for this phone
     */
    public static PaymentResult hold(
            LocalPhone phone, Bytes engagement, Approval approval, Trace trace)
            throws Failure, ProtocolException {
        PayerSession session = phone.step(own -> own.pay(engagement));
        Engagement decoded = Engagements.decode(engagement);
        try (FrameConnection connection = FrameConnection.connect(address(decoded), CONNECT)) {
            PayerConversation conversation = new PayerConversation(
                    phone, connection, session, decoded.hasPayeeStatic(), approval, trace);
            return conversation.hold(conversation.step(() -> session.start(phone.now())));
        } catch (IOException e) {
            throw Failure.of(ErrorCode.PAYEE_UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private static InetSocketAddress address(Engagement engagement) throws Failure {
        for (CarrierHint hint : engagement.getCarriersList()) {
            int colon = hint.getAddress().lastIndexOf(':');
            if (hint.getCarrier() == Carrier.CARRIER_TCP && colon > 0) {
                try {
                    int port = Integer.parseInt(hint.getAddress().substring(colon + 1));
                    return new InetSocketAddress(hint.getAddress().substring(0, colon), port);
                } catch (IllegalArgumentException e) {
                    throw Failure.of(ErrorCode.MALFORMED_MESSAGE, "the payee's address", e);
                }
            }
        }
        throw Failure.of(ErrorCode.NOT_SUPPORTED, "the payee can't be reached by TCP");
    }

    @Override
    List<Action> received(Bytes frame) throws ProtocolException {
        return session.received(frame, phone.now());
    }

    @Override
    List<Action> persisted() throws ProtocolException {
        return session.persisted();
    }

    @Override
    List<Action> deadlinePassed() {
        return session.deadlinePassed();
    }

    @Override
    List<Action> end(ErrorCode why) {
        return session.end(why);
    }

    @Override
    List<Action> ask(PaymentProposal proposal) throws Failure, ProtocolException {
        Optional<Approved> approved = approval.decide(proposal);
        if (approved.isEmpty()) {
            return step(session::decline);
        }
        Optional<List<Action>> meanwhile = meanwhile();
        if (meanwhile.isPresent()) {
            approved.get().consent().close();
            return meanwhile.get();
        }
        try (UserConsent consent = approved.get().consent()) {
            return step(() -> session.approve(approved.get().amount(), consent, phone.now()));
        } catch (ProtocolException e) {
            return step(() -> session.end(e.code()));
        }
    }

    @Override
    List<Action> askStepUp(StepUpPrompt prompt) throws Failure, ProtocolException {
        Optional<String> code = approval.stepUp(prompt);
        Optional<List<Action>> meanwhile = meanwhile();
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        return step(code.isPresent() ? () -> session.answerStepUp(code.get()) : session::decline);
    }

    @Override
    List<Action> submit(Outgoing outgoing) {
        throw new IllegalStateException("a payer's session submits nothing");
    }

    @Override
    void passed(boolean byThis, Bytes frame, List<Action> next) {
        if (isAbort(frame)) {
            trace.message(Trace.Peer.PHONE, byThis, "", "abort", frame.size());
        } else if (byThis) {
            sent++;
            switch (sent) {
                case 1 -> trace.message(Trace.Peer.PHONE, true, "e", "hello", frame.size());
                case 2 ->
                    trace.message(
                            Trace.Peer.PHONE,
                            true,
                            "s, se",
                            "credential, authorization",
                            frame.size());
                default -> trace.message(Trace.Peer.PHONE, true, "", "close", frame.size());
            }
        } else if (sent == 1) {
            String tokens = withKey ? "e, ee" : "e, ee, s, es";
            trace.message(Trace.Peer.PHONE, false, tokens, "credential, request", frame.size());
        } else {
            boolean decided = next.stream()
                    .anyMatch(action -> action instanceof Action.Finish finish
                            && finish.result().outcome().isPresent());
            trace.message(
                    Trace.Peer.PHONE, false, "", decided ? "outcome" : "declined", frame.size());
        }
    }

    private static boolean isAbort(Bytes frame) {
        try {
            return Frame.decode(frame).type() == Frame.Type.ABORT;
        } catch (ProtocolException e) {
            return false;
        }
    }
}
