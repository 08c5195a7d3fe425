package org.mopay.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.core.TestValidator.NOW;

import org.jspecify.annotations.Nullable;
import org.mopay.core.Action;
import org.mopay.core.Change;
import org.mopay.core.HostedPhone;
import org.mopay.core.Outgoing;
import org.mopay.core.PayeeSession;
import org.mopay.core.PayerSession;
import org.mopay.core.PaymentProposal;
import org.mopay.core.PaymentResult;
import org.mopay.core.TestLedger;
import org.mopay.core.TestValidator;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Two sessions and their hosts, driven by choices. A host does only what it may: it stores what it
 * was asked to, answers proposals that are open. Frames and answers may be anything.
 *
 * <p>It fails when a session throws something else than a {@link ProtocolException}, when one that
 * refused has changed, when a phone believes in a settlement that the ledger does not know, and when
 * nothing but refused inputs came between and the payment is not settled in the end.
 */
final class FuzzedConversation {
    private static final String CODE = "492039";

    private static final int STEPS = 60;
    private static final int ROUNDS = 12;

    private final End payerEnd;
    private final End payeeEnd;
    private final PayerSession payer;
    private final PayeeSession payee;
    private final TestLedger ledger;
    private final FuzzInput choices;
    private @Nullable PaymentProposal proposal;
    private @Nullable Outgoing submission;
    private boolean askedForCode;
    private boolean disturbed;
    private long now = NOW;

    /** One side's host. */
    private static final class End {
        private final HostedPhone phone;
        private final Deque<Bytes> arriving = new ArrayDeque<>();
        private final Deque<List<Change>> writing = new ArrayDeque<>();
        private @Nullable PaymentResult result;

        End(HostedPhone phone) {
            this.phone = phone;
        }
    }

    @FunctionalInterface
    private interface Step {
        List<Action> take() throws ProtocolException;
    }

    FuzzedConversation(
            TestValidator validator,
            HostedPhone payerPhone,
            HostedPhone payeePhone,
            PayeeSession payee,
            FuzzInput choices)
            throws ProtocolException {
        this.payerEnd = new End(payerPhone);
        this.payeeEnd = new End(payeePhone);
        this.payer = payerPhone.phone().pay(payee.engagement());
        this.payee = payee;
        this.ledger = new TestLedger(validator);
        this.choices = choices;
    }

    void run() {
        take(payerEnd, () -> payer.start(now));
        for (int i = 0; i < STEPS && choices.hasMore(); i++) {
            choose();
        }
        for (int i = 0; i < ROUNDS && !disturbed; i++) {
            goOn();
        }
        check(payerEnd);
        check(payeeEnd);
        assertThat(new HashSet<>(ledger.settled())).hasSameSizeAs(ledger.settled());
    }

    private void check(End end) {
        Optional<PaymentResult> result = Optional.ofNullable(end.result);
        boolean settled = result.filter(each -> each.status() == PaymentResult.Status.SETTLED)
                .isPresent();
        if (settled) {
            assertThat(ledger.settled()).contains(result.get().d().orElseThrow());
        }
        assertThat(settled || disturbed)
                .as("%s and %s, after nothing but refused inputs", payer, payee)
                .isTrue();
    }

    /** Everything that a good host and a good carrier do. */
    private void goOn() {
        deliver(payeeEnd);
        store(payeeEnd);
        submit();
        deliver(payerEnd);
        approve(0);
        store(payerEnd);
        answerCode();
    }

    private void choose() {
        int choice = choices.next() % 17;
        switch (choice) {
            case 0 -> deliver(payeeEnd);
            case 1 -> deliver(payerEnd);
            case 2 -> deliverAltered(payeeEnd);
            case 3 -> deliverAltered(payerEnd);
            case 4 -> receiveUnexpected(payeeEnd, choices.nextBytes());
            case 5 -> receiveUnexpected(payerEnd, choices.nextBytes());
            case 6 -> store(payerEnd);
            case 7 -> store(payeeEnd);
            case 8 -> approve(0);
            case 9 -> decline();
            case 10 -> approve(choices.next());
            case 11 -> submit();
            case 12 -> answerAltered();
            case 13 -> leaveUnanswered();
            case 14 -> letTimePass();
            case 15 -> waitForCode();
            default -> end(choices.next() % 2 == 0 ? payerEnd : payeeEnd);
        }
    }

    private void deliver(End to) {
        Bytes frame = to.arriving.poll();
        if (frame != null) {
            receive(to, frame);
        }
    }

    private boolean receive(End to, Bytes frame) {
        return take(
                to, () -> to == payerEnd ? payer.received(frame, now) : payee.received(frame, now));
    }

    /** The frame itself stays on its way; unaltered it has come twice. */
    private void deliverAltered(End to) {
        Bytes frame = to.arriving.peek();
        if (frame != null) {
            Bytes altered = choices.alter(frame);
            if (altered.equals(frame)) {
                receive(to, frame);
            } else {
                receiveUnexpected(to, altered);
            }
        }
    }

    /** A hello and an abort are not authenticated: taken for one, it ends what should follow. */
    private void receiveUnexpected(End to, Bytes frame) {
        disturbed |= receive(to, frame);
    }

    private void store(End end) {
        List<Change> changes = end.writing.poll();
        if (changes != null) {
            end.phone.persist(changes);
            take(end, () -> end == payerEnd ? payer.persisted() : payee.persisted(now));
        }
    }

    private void approve(int more) {
        PaymentProposal open = proposal;
        if (open == null || payerEnd.result != null) {
            return;
        }
        long amount = open.amount().minorUnits() + more;
        boolean approved = take(
                payerEnd,
                () -> payer.approve(amount, payerEnd.phone.phone().consent(HostedPhone.PIN), now));
        if (approved) {
            proposal = null;
        }
    }

    /** From now on the validator wants a code before it settles. */
    private void waitForCode() {
        ledger.waitForCode(CODE);
    }

    private void answerCode() {
        if (askedForCode && payerEnd.result == null) {
            askedForCode = false;
            take(payerEnd, () -> payer.answerStepUp(CODE));
        }
    }

    private void decline() {
        if (proposal != null && payerEnd.result == null) {
            disturbed = true;
            proposal = null;
            take(payerEnd, payer::decline);
        }
    }

    private void submit() {
        Outgoing sent = submission;
        if (sent == null || payeeEnd.result != null) {
            return;
        }
        submission = null;
        try {
            Bytes outcome = MessageType.OUTCOME.encode(ledger.send(sent, now));
            take(payeeEnd, () -> payee.answered(outcome));
        } catch (ProtocolException refused) {
            disturbed = true;
            take(payeeEnd, () -> payee.unanswered(refused.code()));
        }
    }

    private void answerAltered() {
        Outgoing sent = submission;
        if (sent == null || payeeEnd.result != null) {
            return;
        }
        try {
            Bytes outcome = MessageType.OUTCOME.encode(ledger.send(sent, now));
            Bytes altered = choices.alter(outcome);
            disturbed = true;
            if (take(payeeEnd, () -> payee.answered(altered))) {
                submission = null;
            }
        } catch (ProtocolException refused) {
            disturbed = true;
        }
    }

    private void leaveUnanswered() {
        if (submission != null && payeeEnd.result == null) {
            disturbed = true;
            submission = null;
            take(payeeEnd, () -> payee.unanswered(ErrorCode.VALIDATOR_UNREACHABLE));
        }
    }

    private void letTimePass() {
        disturbed = true;
        now += 10L * choices.next();
        if (choices.next() % 2 == 0) {
            take(payerEnd, payer::deadlinePassed);
        } else {
            take(payeeEnd, payee::deadlinePassed);
        }
    }

    private void end(End end) {
        disturbed = true;
        take(
                end,
                () -> end == payerEnd
                        ? payer.end(ErrorCode.PEER_GONE)
                        : payee.end(ErrorCode.PEER_GONE));
    }

    /** Whether the session took it; if not, nothing has changed. */
    private boolean take(End end, Step step) {
        String before = state();
        List<Action> actions;
        try {
            actions = step.take();
        } catch (ProtocolException refused) {
            assertThat(state()).isEqualTo(before);
            return false;
        }
        for (Action action : actions) {
            act(end, action);
        }
        return true;
    }

    private String state() {
        return payer + " " + payee + " " + payerEnd.phone.memory() + payeeEnd.phone.memory();
    }

    private void act(End end, Action action) {
        if (action instanceof Action.Send send) {
            (end == payerEnd ? payeeEnd : payerEnd).arriving.add(send.frame());
        } else if (action instanceof Action.Persist persist) {
            end.writing.add(persist.changes());
        } else if (action instanceof Action.AskUser ask) {
            proposal = ask.proposal();
        } else if (action instanceof Action.AskStepUp) {
            askedForCode = true;
        } else if (action instanceof Action.Submit submit) {
            submission = submit.outgoing();
        } else if (action instanceof Action.Finish finish) {
            assertThat(end.result).as("finished twice").isNull();
            end.result = finish.result();
        }
    }
}
