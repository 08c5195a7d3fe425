package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.FeeBearer;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.PendingReason;
import org.mopay.server.ledger.book.Waiting;

import java.util.List;
import java.util.Objects;

/** A ledger with payments that wait, and what may happen to them. */
abstract class WaitingLedger extends TwoAccounts {
    static final int ATTEMPTS = 3;
    static final int LATER_KEY = 2;
    static final long LATER = LedgerKit.NOW + 30;
    static final long CODE_DEADLINE = LedgerKit.NOW + 600;
    static final long REVIEW_DEADLINE = LedgerKit.NOW + 86_400;
    static final long TIME_STEP = 57_000_000;
    static final Bytes SECRET = Bytes.ofUtf8("a wrapped secret");

    OrderDraft order(long amount, boolean stepUp) {
        OrderDraft order = kit.order(alice, bob, amount).fee(3, FeeBearer.PAYER);
        order.hesitation =
                new PaymentOrder.Hesitation(stepUp, ATTEMPTS, CODE_DEADLINE, REVIEW_DEADLINE);
        return order;
    }

    PaymentRecord review(OrderDraft order) {
        return assertPending(kit.settle(order).payment(), PendingReason.REVIEW);
    }

    PaymentRecord stepUp(OrderDraft order) {
        kit.send(new SetSecondFactor("alice", SECRET, "", LedgerKit.NOW));
        return assertPending(kit.settle(order).payment(), PendingReason.STEP_UP);
    }

    static PaymentRecord assertPending(PaymentRecord payment, PendingReason reason) {
        assertThat(waiting(payment).reason()).isEqualTo(reason);
        return payment;
    }

    static Waiting waiting(PaymentRecord payment) {
        return Objects.requireNonNull(payment.ruling().waiting());
    }

    Decision answer(PaymentRecord payment, int challenge, @Nullable Long timeStep) {
        return answer(payment, challenge, timeStep, LATER);
    }

    Decision answer(PaymentRecord payment, int challenge, @Nullable Long timeStep, long at) {
        return kit.send(new AnswerStepUp(id(payment), challenge, SECRET, timeStep, LATER_KEY, at));
    }

    Decision approve(PaymentRecord payment, long at) {
        return kit.send(new ReviewPayment(id(payment), true, "looks good", LATER_KEY, at));
    }

    Decision refuse(PaymentRecord payment) {
        return kit.send(new ReviewPayment(id(payment), false, "looks bad", LATER_KEY, LATER));
    }

    Decision cancel(PaymentRecord payment) {
        return kit.send(new CancelPending(id(payment), Bytes.ofUtf8("no"), LATER_KEY, LATER));
    }

    List<PaymentRecord> expire(long at) {
        return kit.send(new ExpirePayments(LATER_KEY, 2, at));
    }

    static Bytes id(PaymentRecord payment) {
        return payment.identity().paymentId();
    }

    static void assertRefused(Runnable command, ErrorCode code) {
        assertThatThrownBy(command::run)
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    void assertBalances(long alice, long pending, long bob, long fee) {
        assertThat(kit.balance("alice")).isEqualTo(alice);
        assertThat(kit.balance("mo:pending")).isEqualTo(pending);
        assertThat(kit.balance("bob")).isEqualTo(bob);
        assertThat(kit.balance("mo:fee")).isEqualTo(fee);
    }
}
