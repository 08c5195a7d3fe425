package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.EntryKind;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.RefusalCategory;
import org.mopay.server.ledger.book.Ruling;
import org.mopay.server.ledger.book.StatementLine;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A payment that waits has reserved its money, and moves once. */
class PendingPaymentsTest extends WaitingLedger {
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

    // cites VAL-39a, VAL-47
    @Test
    void goesBackToAnAccountThatIsAsFullAsItCanBe() {
        review(order(700, false));
        kit.topUp("alice", Long.MAX_VALUE - 1000);

        assertRefused(() -> kit.topUp("alice", 1), ErrorCode.AMOUNT_OVERFLOW);
        assertThat(expire(REVIEW_DEADLINE + 1)).hasSize(1);
        assertBalances(Long.MAX_VALUE, 0, 0, 0);
    }

    @Test
    void endsSomeAtOnceAndTheOthersNextTime() {
        review(order(10, false));
        review(order(20, false));
        PaymentRecord last = review(order(30, false));

        assertThat(expire(REVIEW_DEADLINE + 1)).hasSize(2);
        assertThat(kit.ledger().pendingPayments(0, 9)).containsExactly(last);
        assertThat(expire(REVIEW_DEADLINE + 1)).hasSize(1);
        assertBalances(1000, 0, 0, 0);
    }

    // cites VAL-52
    @Test
    void isNotApprovedWhileThePayersDeviceIsFrozenOrRevoked() {
        PaymentRecord pending = review(order(700, false));
        setStatus(DeviceStatus.FROZEN);
        assertRefused(() -> approve(pending, LATER), ErrorCode.DEVICE_FROZEN);
        setStatus(DeviceStatus.ACTIVE);
        PaymentRecord other = review(order(50, false));
        assertThat(approve(pending, LATER).payment().ruling()).isEqualTo(Ruling.settled());
        setStatus(DeviceStatus.REVOKED);

        assertRefused(() -> approve(other, LATER), ErrorCode.DEVICE_REVOKED);
        assertThat(approve(pending, LATER).replayed()).isTrue();
        refuse(other);
        assertBalances(297, 0, 700, 3);
    }

    private void setStatus(DeviceStatus status) {
        kit.send(new SetDeviceStatus(alice.device(), status, "", LATER));
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

    // cites PAY-67b
    @Test
    void isRefusedWhenThePayeeCancelsTheRequest() {
        OrderDraft order = order(700, false);
        PaymentRecord pending = review(order);
        PaymentRecord other = review(order(50, false));
        PaymentOrder built = order.build();

        RequestStanding standing = kit.send(new CancelRequest(
                built.requestKey(),
                built.request(),
                order.amount,
                bob.device(),
                order.payeeAlias,
                Bytes.ofUtf8("no"),
                LATER_KEY,
                LATER));
        PaymentRecord ended = kit.ledger().payment(id(pending)).orElseThrow();

        assertThat(standing.usedUp()).isFalse();
        assertThat(standing.use().isCancelled()).isTrue();
        assertThat(standing.use().uses()).isZero();
        assertThat(ended.ruling().code()).isEqualTo(ErrorCode.REQUEST_CANCELLED);
        assertThat(ended.issuerKeyId()).isEqualTo(LATER_KEY);
        assertBalances(947, 53, 0, 0);
        assertRefused(() -> approve(pending, LATER), ErrorCode.TRANSFER_ENDED);
        assertThat(kit.ledger().pendingPayments(0, 9)).containsExactly(other);
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
