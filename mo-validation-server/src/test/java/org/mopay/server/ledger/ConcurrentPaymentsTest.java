package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.StatementLine;
import org.mopay.server.ledger.book.StoreException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class ConcurrentPaymentsTest {
    private static final int PAYERS = 8;
    private static final int PAYMENTS_EACH = 50;

    @TempDir
    private Path directory;

    // cites VAL-04, VAL-13
    @Test
    void neverSpendsAWalletTwice() throws StoreException {
        try (LedgerKit kit = LedgerKit.open(directory)) {
            kit.phone("alice", 100);
            Phone bob = kit.phone("bob", 0);
            List<List<PaymentOrder>> orders = new ArrayList<>();
            for (int i = 0; i < PAYERS; i++) {
                Phone phone = kit.enrol("alice");
                Phone payee = kit.enrol("bob");
                orders.add(orders(kit, phone, payee, PAYMENTS_EACH, 1));
            }

            List<Decision> decisions = submitAtOnce(kit, orders);

            assertThat(decisions)
                    .filteredOn(each -> each.payment().ruling().isSettled())
                    .hasSize(100);
            assertThat(decisions)
                    .filteredOn(each -> !each.payment().ruling().isSettled())
                    .hasSize(PAYERS * PAYMENTS_EACH - 100)
                    .allMatch(
                            each -> each.payment().ruling().code() == ErrorCode.INSUFFICIENT_FUNDS);
            assertThat(kit.balance("alice")).isZero();
            assertThat(kit.balance(bob.account())).isEqualTo(100);
            kit.assertSound();
        }
    }

    // cites VAL-06, VAL-13
    @Test
    void settlesOnePaymentOnceHoweverOftenItIsSubmitted() throws StoreException {
        try (LedgerKit kit = LedgerKit.open(directory)) {
            Phone alice = kit.phone("alice", 100);
            Phone bob = kit.phone("bob", 0);
            List<PaymentOrder> same = orders(kit, alice, bob, 20, 1);
            List<List<PaymentOrder>> orders = new ArrayList<>();
            for (int i = 0; i < PAYERS; i++) {
                orders.add(same);
            }

            List<Decision> decisions = submitAtOnce(kit, orders);

            assertThat(decisions).filteredOn(each -> !each.replayed()).hasSize(20);
            assertThat(decisions).extracting(Decision::payment).hasSize(160);
            assertThat(decisions.stream().map(Decision::payment).distinct()).hasSize(20);
            assertThat(kit.ledger().statement("bob", 0, 100))
                    .extracting(StatementLine::balance)
                    .hasSize(20)
                    .startsWith(20L);
            kit.assertSound();
        }
    }

    private static List<PaymentOrder> orders(
            LedgerKit kit, Phone payer, Phone payee, int count, long amount) {
        List<PaymentOrder> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(kit.order(payer, payee, amount).build());
        }
        return orders;
    }

    private static List<Decision> submitAtOnce(LedgerKit kit, List<List<PaymentOrder>> orders) {
        ExecutorService submitters = Executors.newFixedThreadPool(orders.size());
        try {
            List<CompletableFuture<List<Decision>>> running = new ArrayList<>();
            for (List<PaymentOrder> each : orders) {
                running.add(CompletableFuture.supplyAsync(() -> submit(kit, each), submitters));
            }
            List<Decision> decisions = new ArrayList<>();
            running.forEach(each -> decisions.addAll(each.join()));
            return decisions;
        } finally {
            submitters.shutdown();
        }
    }

    private static List<Decision> submit(LedgerKit kit, List<PaymentOrder> orders) {
        List<CompletableFuture<Decision>> answers = new ArrayList<>();
        for (PaymentOrder order : orders) {
            answers.add(kit.ledger().submit(new Settle(order)).toCompletableFuture());
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
