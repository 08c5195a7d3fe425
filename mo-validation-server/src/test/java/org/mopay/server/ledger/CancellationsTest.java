package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.StoreException;

import java.util.concurrent.CompletableFuture;

/** What a payer or a payee wants no more: whatever is committed first is final. */
class CancellationsTest extends TwoAccounts {
    private Decision cancel(OrderDraft order) {
        return kit.send(new CancelPayment(order.build()));
    }

    private RequestStanding cancelRequest(OrderDraft order) {
        return kit.send(cancellation(order, order.amount));
    }

    private static CancelRequest cancellation(OrderDraft order, long least) {
        PaymentOrder built = order.build();
        return new CancelRequest(
                built.requestKey(),
                built.request(),
                least,
                built.payee().device(),
                built.payee().alias(),
                Bytes.ofUtf8("not any more"),
                1,
                order.at);
    }

    // cites PAY-64
    @Test
    void aCancelledPaymentIsRefusedForGood() {
        OrderDraft order = kit.order(alice, bob, 100);

        Decision cancelled = cancel(order);

        assertThat(cancelled.payment().ruling().code())
                .isEqualTo(ErrorCode.AUTHORIZATION_CANCELLED);
        assertThat(kit.settle(order)).isEqualTo(new Decision(cancelled.payment(), true));
        assertThat(kit.balance("alice")).isEqualTo(1000);
    }

    // cites PAY-64
    @Test
    void aSettledPaymentStaysSo() {
        OrderDraft order = kit.order(alice, bob, 100);
        Decision settled = kit.settle(order);

        assertThat(cancel(order)).isEqualTo(new Decision(settled.payment(), true));
        assertThat(kit.balance("bob")).isEqualTo(100);
    }

    // cites PAY-64
    @Test
    void whatIsDecidedFirstInOneBatchIsTheAnswerToBoth() {
        for (boolean settleFirst : new boolean[] {true, false}) {
            PaymentOrder order = kit.order(alice, bob, 100).build();
            LedgerCommand<Decision> settle = new Settle(order);
            LedgerCommand<Decision> cancel = new CancelPayment(order);
            CompletableFuture<Decision> first = submit(settleFirst ? settle : cancel);
            CompletableFuture<Decision> second = submit(settleFirst ? cancel : settle);

            assertThat(second.join().payment()).isEqualTo(first.join().payment());
            assertThat(first.join().payment().ruling().isSettled()).isEqualTo(settleFirst);
        }
    }

    private <R> CompletableFuture<R> submit(LedgerCommand<R> command) {
        return kit.ledger().submit(command).toCompletableFuture();
    }

    // cites PAY-64, VAL-14
    @Test
    void aCancellationSpendsTheAliasAndLeavesTheRequest() {
        OrderDraft order = kit.order(alice, bob, 100);
        cancel(order);

        kit.assertSettled(order.again(kit, alice));
        OrderDraft other = kit.order(alice, bob, 1);
        other.payerAlias = order.payerAlias;
        kit.assertRefused(other, ErrorCode.ALIAS_SPENT);
    }

    // cites PAY-64
    @Test
    void whatIsWrongWithTheDeviceComesFirst() {
        OrderDraft wrong = kit.order(alice, bob, 100);
        wrong.otpCorrect = false;
        assertThat(cancel(wrong).payment().ruling().code()).isEqualTo(ErrorCode.OTP_WRONG);

        kit.send(new SetDeviceStatus(alice.device(), DeviceStatus.FROZEN, "", LedgerKit.NOW));
        assertThat(cancel(kit.order(alice, bob, 100)).payment().ruling().code())
                .isEqualTo(ErrorCode.DEVICE_FROZEN);
    }

    // cites PAY-64
    @Test
    void aPaymentThatCouldNotBeSettledCanBeCancelled() {
        assertThat(cancel(kit.order(alice, bob, 5000)).payment().ruling().code())
                .isEqualTo(ErrorCode.AUTHORIZATION_CANCELLED);
    }

    // cites PAY-67
    @Test
    void aCancelledRequestIsNotPaidAnyMore() throws StoreException {
        OrderDraft order = kit.order(alice, bob, 100);

        RequestStanding standing = cancelRequest(order);

        assertThat(standing.use().isCancelled()).isTrue();
        kit.assertRefused(order, ErrorCode.REQUEST_CANCELLED);
        restart();
        kit.assertRefused(order.again(kit, alice), ErrorCode.REQUEST_CANCELLED);
        order.at += 5;
        assertThat(cancelRequest(order)).isEqualTo(standing);
    }

    // cites PAY-67
    @Test
    void aPaidRequestStaysPaid() {
        OrderDraft order = kit.order(alice, bob, 100);
        kit.assertSettled(order);

        RequestStanding standing = cancelRequest(order);

        assertThat(standing.use().isCancelled()).isFalse();
        assertThat(standing.usedUp()).isTrue();
        assertThat(standing.use().settled()).isEqualTo(100);
    }

    // cites PAY-67
    @Test
    void aSharedRequestKeepsWhatWasPaidAndTakesNoMore() {
        OrderDraft first = kit.order(alice, bob, 40).shareable(100L, null, false);
        kit.assertSettled(first);

        RequestStanding standing = cancelRequest(first);

        assertThat(standing.use().uses()).isEqualTo(1);
        assertThat(standing.use().settled()).isEqualTo(40);
        kit.assertRefused(first.again(kit, alice), ErrorCode.REQUEST_CANCELLED);
    }

    @Test
    void aSharedRequestIsUsedUpWhenItsLeastPaymentDoesNotFitAnyMore() {
        OrderDraft order = kit.order(alice, bob, 40).shareable(100L, null, false);
        kit.assertSettled(order);
        kit.assertSettled(order.again(kit, alice));

        assertThat(kit.send(cancellation(order, 21)).usedUp()).isTrue();
    }

    @Test
    void aMerchantsRequestIsCancelledToo() {
        OrderDraft order = kit.order(alice, bob, 100);
        order.payeeAlias = null;

        cancelRequest(order);

        kit.assertRefused(order, ErrorCode.REQUEST_CANCELLED);
    }

    @Test
    void cancelsNothingWithACredentialOfAnotherRequest() {
        OrderDraft paid = kit.order(alice, bob, 100);
        kit.assertSettled(paid);
        OrderDraft other = kit.order(alice, bob, 100);
        other.payeeAlias = paid.payeeAlias;

        assertThatThrownBy(() -> cancelRequest(other))
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ALIAS_SPENT));
    }
}
