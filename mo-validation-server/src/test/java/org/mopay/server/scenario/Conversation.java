package org.mopay.server.scenario;

import static org.mopay.core.message.Wire.bytes;

import org.jspecify.annotations.Nullable;
import org.mopay.core.Action;
import org.mopay.core.PayeeSession;
import org.mopay.core.PayerSession;
import org.mopay.core.PaymentResult;
import org.mopay.core.RequestDraft;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.StoredPayment;
import org.mopay.proto.v1.StoredRequest;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Two phones agree on a payment over their encrypted channel, in memory, up to the point where the
 * payee would submit it; {@link #answered} goes on from there.
 */
final class Conversation {
    private final TestPhone payer;
    private final TestPhone payee;
    private final String pin;
    private final PayerSession paying;
    private final PayeeSession receiving;
    private final Queue<Bytes> toPayer = new ArrayDeque<>();
    private final Queue<Bytes> toPayee = new ArrayDeque<>();
    private String code = "";
    private int asked;
    private @Nullable Bytes submission;
    private @Nullable PaymentResult payerResult;
    private @Nullable PaymentResult payeeResult;

    private Conversation(TestPhone payer, TestPhone payee, Bytes request, String pin)
            throws ProtocolException {
        this.payer = payer;
        this.payee = payee;
        this.pin = pin;
        this.receiving = payee.phone().receive(request, List.of(), false, payee.now());
        this.paying = payer.phone().pay(receiving.engagement());
    }

    /** The payee asks, the payer agrees. The payer bears the fee. */
    static Conversation agree(TestPhone payer, TestPhone payee, long amount)
            throws ProtocolException {
        return agree(payer, payee, TestPhone.draft(amount, FeeBearer.FEE_BEARER_PAYER), "");
    }

    static Conversation agree(TestPhone payer, TestPhone payee, RequestDraft draft, String pin)
            throws ProtocolException {
        return agreeOn(payee.phone().request(draft, payee.now()), payer, payee, pin);
    }

    /** The same for a request that was made before. */
    static Conversation agreeOn(Bytes request, TestPhone payer, TestPhone payee, String pin)
            throws ProtocolException {
        Conversation conversation = new Conversation(payer, payee, request, pin);
        conversation.payerDoes(conversation.paying.start(payer.now()));
        conversation.run();
        return conversation;
    }

    private void run() throws ProtocolException {
        while (!toPayer.isEmpty() || !toPayee.isEmpty()) {
            while (!toPayee.isEmpty()) {
                payeeDoes(receiving.received(toPayee.remove(), payee.now()));
            }
            while (!toPayer.isEmpty()) {
                payerDoes(paying.received(toPayer.remove(), payer.now()));
            }
        }
    }

    private void payerDoes(List<Action> actions) throws ProtocolException {
        for (Action action : actions) {
            if (action instanceof Action.Send send) {
                toPayee.add(send.frame());
            } else if (action instanceof Action.Persist persist) {
                payer.keep(persist.changes());
                payerDoes(paying.persisted());
            } else if (action instanceof Action.AskUser ask) {
                long amount = ask.proposal().highestAmount();
                payerDoes(paying.approve(amount, payer.phone().consent(pin), payer.now()));
            } else if (action instanceof Action.AskStepUp) {
                asked++;
                payerDoes(code.isEmpty() ? paying.decline() : paying.answerStepUp(code));
            } else if (action instanceof Action.Finish finish) {
                payerResult = finish.result();
            }
        }
    }

    private void payeeDoes(List<Action> actions) throws ProtocolException {
        for (Action action : actions) {
            if (action instanceof Action.Send send) {
                toPayer.add(send.frame());
            } else if (action instanceof Action.Persist persist) {
                payee.keep(persist.changes());
                payeeDoes(receiving.persisted(payee.now()));
            } else if (action instanceof Action.Submit submit) {
                submission = submit.outgoing().message();
            } else if (action instanceof Action.Finish finish) {
                payeeResult = finish.result();
            }
        }
    }

    /** What the payer answers when it is asked for a code; nothing if it has none. */
    Conversation withCode(String given) {
        code = given;
        return this;
    }

    /** How often the payer was asked for a code. */
    int asked() {
        return asked;
    }

    /** What the payee would submit, or relay. */
    Bytes submission() {
        if (submission == null) {
            throw new AssertionError("not agreed: " + payerResult + " " + payeeResult);
        }
        return submission;
    }

    /** The validator's answer comes to the payee, who relays it. */
    void answered(Answer answer) throws ProtocolException {
        payeeDoes(receiving.answered(bytes(answer.outcome().toByteString())));
        run();
    }

    PaymentResult payerResult() {
        if (payerResult == null) {
            throw new AssertionError("the payer's session goes on: " + paying);
        }
        return payerResult;
    }

    PaymentResult payeeResult() {
        if (payeeResult == null) {
            throw new AssertionError("the payee's session goes on: " + receiving);
        }
        return payeeResult;
    }

    TestPhone payer() {
        return payer;
    }

    TestPhone payee() {
        return payee;
    }

    /** What the payer's phone keeps of it: the newest payment. */
    StoredPayment payment() {
        List<StoredPayment> all = payer.stored().getPaymentsList();
        return all.get(all.size() - 1);
    }

    /** What the payee's phone keeps of it. */
    StoredRequest request() {
        return payee.stored().getRequestsList().stream()
                .filter(known -> known.getRequest().equals(payment().getRequest()))
                .findFirst()
                .orElseThrow();
    }
}
