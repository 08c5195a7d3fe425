package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.EntryKind;
import org.mopay.server.ledger.book.FeeBearer;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.PaymentStatus;
import org.mopay.server.ledger.book.PendingReason;
import org.mopay.server.ledger.book.RefusalCategory;
import org.mopay.server.ledger.book.Ruling;
import org.mopay.server.ledger.book.StatementLine;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.Waiting;
import org.mopay.server.store.sqlite.SqliteLedgerStore;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** A payment that waits has reserved its money, and moves once. */
class PendingPaymentsTest {
    private static final int ATTEMPTS = 3;
    private static final int LATER_KEY = 2;
    private static final long LATER = LedgerKit.NOW + 30;
    private static final long CODE_DEADLINE = LedgerKit.NOW + 600;
    private static final long REVIEW_DEADLINE = LedgerKit.NOW + 86_400;
    private static final long TIME_STEP = 57_000_000;
    private static final Bytes SECRET = Bytes.ofUtf8("a wrapped secret");

    @TempDir
    private Path directory;

    private LedgerKit kit;
    private Phone alice;
    private Phone bob;

    @BeforeEach
    void open() throws StoreException {
        kit = LedgerKit.open(directory);
        alice = kit.phone("alice", 1000);
        bob = kit.phone("bob", 0);
    }

    @AfterEach
    void close() throws StoreException {
        kit.assertSound();
        kit.close();
    }

    private void restart() throws StoreException {
        kit.close();
        kit = kit.reopen(SqliteLedgerStore.open(directory));
    }

    private OrderDraft order(long amount, boolean stepUp) {
        OrderDraft order = kit.order(alice, bob, amount).fee(3, FeeBearer.PAYER);
        order.hesitation =
                new PaymentOrder.Hesitation(stepUp, ATTEMPTS, CODE_DEADLINE, REVIEW_DEADLINE);
        return order;
    }

    private PaymentRecord review(OrderDraft order) {
        return assertPending(kit.settle(order).payment(), PendingReason.REVIEW);
    }

    private PaymentRecord stepUp(OrderDraft order) {
        kit.send(new SetSecondFactor("alice", SECRET, LedgerKit.NOW));
        return assertPending(kit.settle(order).payment(), PendingReason.STEP_UP);
    }

    private static PaymentRecord assertPending(PaymentRecord payment, PendingReason reason) {
        assertThat(waiting(payment).reason()).isEqualTo(reason);
        return payment;
    }

    private static Waiting waiting(PaymentRecord payment) {
        return Objects.requireNonNull(payment.ruling().waiting());
    }

    private Decision answer(PaymentRecord payment, int challenge, @Nullable Long timeStep) {
        return kit.send(
                new AnswerStepUp(id(payment), challenge, SECRET, timeStep, LATER_KEY, LATER));
    }

    private Decision approve(PaymentRecord payment, long at) {
        return kit.send(new ReviewPayment(id(payment), true, "looks good", LATER_KEY, at));
    }

    private Decision refuse(PaymentRecord payment) {
        return kit.send(new ReviewPayment(id(payment), false, "looks bad", LATER_KEY, LATER));
    }

    private Decision cancel(PaymentRecord payment) {
        return kit.send(new CancelPending(id(payment), Bytes.ofUtf8("no"), LATER_KEY, LATER));
    }

    private List<PaymentRecord> expire(long at) {
        return kit.send(new ExpirePayments(LATER_KEY, at));
    }

    private static Bytes id(PaymentRecord payment) {
        return payment.identity().paymentId();
    }

    private static void assertRefused(Runnable command, ErrorCode code) {
        assertThatThrownBy(command::run)
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private void assertBalances(long alice, long pending, long bob, long fee) {
        assertThat(kit.balance("alice")).isEqualTo(alice);
        assertThat(kit.balance("mo:pending")).isEqualTo(pending);
        assertThat(kit.balance("bob")).isEqualTo(bob);
        assertThat(kit.balance("mo:fee")).isEqualTo(fee);
    }

    // cites VAL-46
    @Test
    void reservesAmountAndFeeAndTheRequestsUse() {
        OrderDraft order = order(700, false);

        PaymentRecord pending = review(order);

        assertBalances(297, 703, 0, 0);
        assertThat(pending.payer().balance()).isEqualTo(297);
        kit.assertRefused(order.again(kit, alice), ErrorCode.REQUEST_ALREADY_PAID);
        kit.assertRefused(kit.order(alice, bob, 298), ErrorCode.INSUFFICIENT_FUNDS);
    }

    // cites VAL-46
    @Test
    void isSettledAsItSaysWhenTheOperatorApproves() {
        OrderDraft order = order(700, false);
        PaymentRecord pending = review(order);

        PaymentRecord settled = approve(pending, LATER).payment();

        assertBalances(297, 0, 700, 3);
        assertThat(settled.ruling()).isEqualTo(Ruling.settled());
        assertThat(settled.decidedAt()).isEqualTo(LATER);
        assertThat(settled.issuerKeyId()).isEqualTo(LATER_KEY);
        assertThat(kit.settle(order)).isEqualTo(new Decision(settled, true));
        assertThat(kit.giveBack(kit.refund(settled, bob, 700)).ruling().isSettled())
                .isTrue();
    }

    // cites VAL-46
    @Test
    void givesBackMoneyAndUseWhenTheOperatorRefuses() {
        OrderDraft order = order(700, false);
        PaymentRecord pending = review(order);

        PaymentRecord refused = refuse(pending).payment();

        assertBalances(1000, 0, 0, 0);
        assertThat(refused.ruling().code()).isEqualTo(ErrorCode.REVIEW_REFUSED);
        assertThat(refused.ruling().category()).isEqualTo(RefusalCategory.PAYER);
        assertThat(refused.payer().balance()).isEqualTo(1000);
        kit.assertRefused(kit.order(alice, bob, 1).payerAlias(order), ErrorCode.ALIAS_SPENT);
        kit.send(new SetDeviceStatus(alice.device(), DeviceStatus.ACTIVE, "", LATER));
        kit.assertSettled(order.again(kit, alice));
    }

    // cites VAL-46
    @Test
    void givesBackTheTurnAtASharedRequestAsOftenAsItWasTaken() {
        OrderDraft first = order(10, false).shareable(100L, 4, true);
        OrderDraft second = order(10, false);
        for (int i = 0; i < 3; i++) {
            PaymentRecord pending = review(first);
            kit.assertRefused(first.again(kit, alice), ErrorCode.REQUEST_ALREADY_PAID);
            refuse(pending);
            second = first.again(kit, alice);
            second.hesitation = first.hesitation;
            first = second;
        }
        second.hesitation = null;

        kit.assertSettled(second);
        kit.assertRefused(second.again(kit, alice), ErrorCode.REQUEST_ALREADY_PAID);
    }

    // cites VAL-46
    @Test
    void movesOnceWhateverElseIsWanted() {
        PaymentRecord approved = review(order(100, false));
        Decision settled = approve(approved, LATER);
        PaymentRecord denied = review(order(100, false));
        Decision refused = refuse(denied);

        Decision again = new Decision(settled.payment(), true);
        assertThat(approve(approved, LATER + 9)).isEqualTo(again);
        assertThat(cancel(approved)).isEqualTo(again);
        assertThat(answer(approved, 0, TIME_STEP)).isEqualTo(again);
        assertRefused(() -> refuse(approved), ErrorCode.TRANSFER_ENDED);
        assertThat(refuse(denied)).isEqualTo(new Decision(refused.payment(), true));
        assertRefused(() -> approve(denied, LATER), ErrorCode.TRANSFER_ENDED);
        assertThat(expire(REVIEW_DEADLINE + 1)).isEmpty();
        assertBalances(897, 0, 100, 3);
    }

    // cites VAL-46
    @Test
    void whatIsDecidedFirstInOneBatchIsTheAnswerToBoth() {
        for (boolean approveFirst : new boolean[] {true, false}) {
            PaymentRecord pending = review(order(100, false));
            LedgerCommand<Decision> approve =
                    new ReviewPayment(id(pending), true, "", LATER_KEY, LATER);
            LedgerCommand<Decision> cancel =
                    new CancelPending(id(pending), Bytes.ofUtf8("no"), LATER_KEY, LATER);
            CompletableFuture<Decision> first = submit(approveFirst ? approve : cancel);
            CompletableFuture<Decision> second = submit(approveFirst ? cancel : approve);

            assertThat(first.join().payment().ruling().isSettled()).isEqualTo(approveFirst);
            if (approveFirst) {
                assertThat(second.join().payment()).isEqualTo(first.join().payment());
            } else {
                assertThatThrownBy(second::join).hasRootCauseInstanceOf(LedgerException.class);
            }
        }
    }

    private CompletableFuture<Decision> submit(LedgerCommand<Decision> command) {
        return kit.ledger().submit(command).toCompletableFuture();
    }

    // cites VAL-47
    @Test
    void isRefusedByTheClockAndNotBefore() {
        PaymentRecord pending = review(order(700, false));

        assertThat(expire(REVIEW_DEADLINE)).isEmpty();
        assertRefused(() -> approve(pending, REVIEW_DEADLINE + 1), ErrorCode.AUTHORIZATION_EXPIRED);
        List<PaymentRecord> ended = expire(REVIEW_DEADLINE + 1);

        assertThat(ended).hasSize(1);
        assertThat(ended.get(0).ruling().code()).isEqualTo(ErrorCode.AUTHORIZATION_EXPIRED);
        assertThat(expire(REVIEW_DEADLINE + 1)).isEmpty();
        assertBalances(1000, 0, 0, 0);
    }

    // cites PAY-64
    @Test
    void isRefusedWhenThePayerCancels() {
        OrderDraft order = order(700, false);
        PaymentRecord pending = review(order);

        Decision cancelled = cancel(pending);

        assertThat(cancelled.payment().ruling().code())
                .isEqualTo(ErrorCode.AUTHORIZATION_CANCELLED);
        assertBalances(1000, 0, 0, 0);
        assertThat(kit.settle(order).payment()).isEqualTo(cancelled.payment());
    }

    // cites PAY-64
    @Test
    void aCancellationThatWasJudgedBeforeThePaymentWasRecordedEndsItToo() {
        OrderDraft order = order(700, false);
        review(order);

        Decision cancelled = kit.send(new CancelPayment(order.build()));

        assertThat(cancelled.payment().ruling().code())
                .isEqualTo(ErrorCode.AUTHORIZATION_CANCELLED);
        assertBalances(1000, 0, 0, 0);
    }

    // cites VAL-49
    @Test
    void isSettledByTheRightCode() {
        PaymentRecord pending = stepUp(order(700, true));

        assertThat(waiting(pending).attemptsLeft()).isEqualTo(ATTEMPTS);
        assertThat(answer(pending, 0, TIME_STEP).payment().ruling()).isEqualTo(Ruling.settled());
        assertBalances(297, 0, 700, 3);
    }

    // cites VAL-48
    @Test
    void isReviewedWhenTheAccountHasNoSecondFactor() {
        PaymentRecord pending = kit.settle(order(700, true)).payment();

        assertPending(pending, PendingReason.REVIEW);
        assertThat(waiting(pending).deadline()).isEqualTo(REVIEW_DEADLINE);
        assertThat(answer(pending, 0, TIME_STEP)).isEqualTo(new Decision(pending, true));
    }

    // cites VAL-49, PAY-62
    @Test
    void countsWrongCodesAndIsRefusedAfterTheLast() {
        PaymentRecord pending = stepUp(order(700, true));

        PaymentRecord second = answer(pending, 0, null).payment();
        assertThat(waiting(second).attemptsLeft()).isEqualTo(2);
        assertThat(answer(pending, 0, null)).isEqualTo(new Decision(second, true));
        assertThat(answer(pending, 0, TIME_STEP)).isEqualTo(new Decision(second, true));
        PaymentRecord third = answer(pending, 1, null).payment();
        assertThat(waiting(third).attemptsLeft()).isEqualTo(1);
        PaymentRecord refused = answer(pending, 2, null).payment();

        assertThat(refused.ruling().code()).isEqualTo(ErrorCode.OTP_WRONG);
        assertThat(answer(pending, 2, TIME_STEP)).isEqualTo(new Decision(refused, true));
        assertBalances(1000, 0, 0, 0);
    }

    // cites VAL-49
    @Test
    void countsATimeStepOnce() {
        answer(stepUp(order(10, true)), 0, TIME_STEP);
        PaymentRecord pending = stepUp(order(10, true));

        assertThat(answer(pending, 0, TIME_STEP).payment().ruling().isPending()).isTrue();
        assertThat(answer(pending, 1, TIME_STEP - 1).payment().ruling().isPending())
                .isTrue();
        assertThat(answer(pending, 2, TIME_STEP + 1).payment().ruling())
                .isEqualTo(Ruling.settled());
    }

    // cites VAL-49
    @Test
    void settlesNothingWithACodeOfADeviceThatIsFrozenOrAfterTheDeadline() {
        PaymentRecord late = stepUp(order(10, true));
        Decision expired = kit.send(
                new AnswerStepUp(id(late), 0, SECRET, TIME_STEP, LATER_KEY, CODE_DEADLINE + 1));
        PaymentRecord frozen = stepUp(order(10, true));
        kit.send(new SetDeviceStatus(alice.device(), DeviceStatus.FROZEN, "", LATER));

        assertThat(expired.payment().ruling().code()).isEqualTo(ErrorCode.AUTHORIZATION_EXPIRED);
        assertThat(answer(frozen, 0, TIME_STEP).payment().ruling().code())
                .isEqualTo(ErrorCode.DEVICE_FROZEN);
        assertBalances(1000, 0, 0, 0);
    }

    // cites VAL-49
    @Test
    void takesNoCodeOfAGeneratorThatWasReplaced() {
        PaymentRecord pending = stepUp(order(10, true));
        kit.send(new SetSecondFactor("alice", Bytes.ofUtf8("another"), LATER));

        assertThat(answer(pending, 0, TIME_STEP)).isEqualTo(new Decision(pending, true));
    }

    // cites VAL-03, VAL-05
    @Test
    void standsAfterARestartAsItStood() throws StoreException {
        OrderDraft ended = order(10, true);
        PaymentRecord settled = answer(stepUp(ended), 0, TIME_STEP).payment();
        OrderDraft open = order(20, true);
        PaymentRecord waits = answer(stepUp(open), 0, null).payment();

        restart();

        assertThat(kit.settle(ended)).isEqualTo(new Decision(settled, true));
        assertThat(kit.settle(open)).isEqualTo(new Decision(waits, true));
        assertThat(kit.ledger().pendingPayments()).containsExactly(waits);
        assertThat(kit.ledger().pendingPayment(open.d)).contains(waits);
        assertThat(kit.ledger().pending()).isEqualTo(1);
        assertThat(answer(waits, 1, TIME_STEP).payment().ruling().isPending()).isTrue();
        assertThat(answer(waits, 2, TIME_STEP + 1).payment().ruling().status())
                .isEqualTo(PaymentStatus.SETTLED);
    }

    // cites PAY-67b
    @Test
    void keepsNobodyFromCancellingTheRequest() {
        OrderDraft order = order(700, false);
        PaymentRecord pending = review(order);
        PaymentOrder built = order.build();

        RequestStanding standing = kit.send(new CancelRequest(
                built.requestKey(),
                built.request(),
                order.amount,
                bob.device(),
                order.payeeAlias,
                Bytes.ofUtf8("no"),
                LATER));

        assertThat(standing.usedUp()).isFalse();
        assertThat(standing.use().isCancelled()).isTrue();
        assertThat(standing.use().uses()).isZero();
        refuse(pending);
        kit.assertRefused(order.again(kit, alice), ErrorCode.REQUEST_CANCELLED);
    }

    @Test
    void standsInBothStatements() {
        approve(review(order(700, false)), LATER);
        refuse(review(order(50, false)));

        assertThat(kit.ledger().statement("alice", 0, 3))
                .extracting(StatementLine::amount)
                .containsExactly(53L, -53L, -703L);
        StatementLine received = kit.ledger().statement("bob", 0, 1).get(0);
        assertThat(received.kind()).isEqualTo(EntryKind.PAYMENT);
        assertThat(received.memo()).isEqualTo("lunch");
        assertThat(received.recordedAt()).isEqualTo(LATER);
        assertThat(received.paymentId()).isNotNull();
    }
}
