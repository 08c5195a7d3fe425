package org.mopay.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.CancelPending;
import org.mopay.server.ledger.Decision;
import org.mopay.server.ledger.LedgerException;
import org.mopay.server.ledger.LedgerKit;
import org.mopay.server.ledger.OrderDraft;
import org.mopay.server.ledger.PaymentOrder;
import org.mopay.server.ledger.Phone;
import org.mopay.server.ledger.ReviewPayment;
import org.mopay.server.ledger.Settle;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.StoreException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Two validators write to one database at the same time. */
class SeveralValidatorsTest {
    private PostgresServer server;
    private String database;
    private LedgerKit one;
    private LedgerKit other;
    private Random random;

    @BeforeEach
    void open() throws StoreException {
        long seed = Long.getLong("mo.seed", System.nanoTime());
        System.out.println("SeveralValidatorsTest: -Dmo.seed=" + seed);
        random = new Random(seed);
        server = PostgresServer.shared();
        database = server.createDatabase();
        one = LedgerKit.open(PostgresLedgerStore.open(server.settings(database, "one")));
        other = LedgerKit.openBeside(PostgresLedgerStore.open(server.settings(database, "other")));
    }

    @AfterEach
    void close() throws StoreException {
        one.close();
        other.close();
    }

    // cites VAL-04, VAL-13
    @Test
    void keepsOneSetOfBooks() {
        one.phone("alice", 300);
        one.phone("bob", 0);
        List<PaymentOrder> orders = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Phone payer = one.enrol("alice");
            Phone payee = one.enrol("bob");
            for (int j = 0; j < 50; j++) {
                orders.add(one.order(payer, payee, 1).build());
            }
        }
        Collections.shuffle(orders, random);

        List<Decision> decisions = submit(orders, false);

        assertThat(decisions).filteredOn(SeveralValidatorsTest::settled).hasSize(300);
        assertThat(decisions)
                .filteredOn(each -> !settled(each))
                .hasSize(200)
                .allMatch(each -> each.payment().ruling().code() == ErrorCode.INSUFFICIENT_FUNDS);
        assertThat(one.balance("alice")).isZero();
        assertThat(other.balance("bob")).isEqualTo(300);
        one.assertSound();
    }

    // cites VAL-06
    @Test
    void recordsOnceWhatBothAreSent() {
        Phone alice = one.phone("alice", 100);
        Phone bob = one.phone("bob", 0);
        List<PaymentOrder> orders = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            orders.add(one.order(alice, bob, 1).build());
        }

        List<Decision> decisions = submit(orders, true);

        assertThat(decisions).hasSize(100).filteredOn(each -> !each.replayed()).hasSize(50);
        assertThat(decisions.stream().map(Decision::payment).distinct()).hasSize(50);
        assertThat(one.balance("bob")).isEqualTo(50);
        one.assertSound();
    }

    // cites VAL-13
    @Test
    void settlesOneOfTwoPaymentsOfACredential() {
        Phone bob = one.phone("bob", 0);
        one.phone("alice", 1000);
        for (int i = 0; i < 20; i++) {
            Phone alice = one.enrol("alice");
            OrderDraft first = one.order(alice, bob, 1);
            OrderDraft second = one.order(alice, bob, 1).payerAlias(first);
            CompletableFuture<Decision> here = send(one, first.build());
            CompletableFuture<Decision> there = send(other, second.build());

            assertThat(List.of(here.join(), there.join()))
                    .filteredOn(SeveralValidatorsTest::settled)
                    .hasSize(1);
        }
        assertThat(one.balance("bob")).isEqualTo(20);
        one.assertSound();
    }

    @Test
    void neverSettlesMoreThanTheTotalOfARequest() {
        one.phone("alice", 1000);
        Phone bob = one.phone("bob", 0);
        OrderDraft request = one.order(one.enrol("alice"), bob, 3).shareable(100L, null, false);
        List<PaymentOrder> orders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Phone payer = one.enrol("alice");
            for (int j = 0; j < 12; j++) {
                orders.add(request.again(one, payer).build());
            }
        }

        List<Decision> decisions = submit(orders, false);

        assertThat(decisions).filteredOn(SeveralValidatorsTest::settled).hasSize(33);
        assertThat(one.balance("bob")).isEqualTo(99);
        one.assertSound();
    }

    // cites VAL-46
    @Test
    void movesAPaymentThatWaitsOnceWhoeverIsTold() {
        Phone alice = one.phone("alice", 100);
        Phone bob = one.phone("bob", 0);
        for (int i = 0; i < 20; i++) {
            Bytes id = one.settle(one.order(alice, bob, 5).waiting())
                    .payment()
                    .identity()
                    .paymentId();
            CompletableFuture<Decision> settled = one.ledger()
                    .submit(new ReviewPayment(id, true, "", 1, LedgerKit.NOW))
                    .toCompletableFuture();
            CompletableFuture<Decision> cancelled = other.ledger()
                    .submit(new CancelPending(id, id, 1, LedgerKit.NOW))
                    .toCompletableFuture();

            PaymentRecord end = cancelled.join().payment();
            assertThat(end.ruling().isPending()).isFalse();
            assertThat(settled.handle((decision, failure) -> decision == null).join())
                    .isEqualTo(!end.ruling().isSettled());
            assertThat(one.ledger().payment(id)).contains(end);
        }
        one.assertSound();
    }

    @Test
    void knowsWhatTheOtherHasDone() {
        Phone alice = one.phone("alice", 100);
        Phone bob = other.phone("bob", 0);
        assertThat(other.pay(alice, bob, 10).payer().balance()).isEqualTo(90);
        assertThat(one.pay(alice, bob, 20).payer().balance()).isEqualTo(70);
        other.topUp("alice", 5);
        PaymentRecord last = one.pay(alice, bob, 75);
        assertThat(last.payer().balance()).isZero();
        other.assertSound();
    }

    /** To one of them each, or to both. */
    private List<Decision> submit(List<PaymentOrder> orders, boolean both) {
        List<CompletableFuture<Decision>> answers = new ArrayList<>();
        for (PaymentOrder order : orders) {
            if (both || random.nextBoolean()) {
                answers.add(send(one, order));
                if (both) {
                    answers.add(send(other, order));
                }
            } else {
                answers.add(send(other, order));
            }
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    /** Sends again what is to be tried later, as a phone does. */
    private static CompletableFuture<Decision> send(LedgerKit to, PaymentOrder order) {
        return to.ledger()
                .submit(new Settle(order))
                .toCompletableFuture()
                .exceptionallyCompose(failure -> isTemporary(failure)
                        ? send(to, order)
                        : CompletableFuture.failedFuture(failure));
    }

    private static boolean isTemporary(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof LedgerException
                && ((LedgerException) cause).code() == ErrorCode.TRY_LATER;
    }

    private static boolean settled(Decision decision) {
        return decision.payment().ruling().isSettled();
    }
}
