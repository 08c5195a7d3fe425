package org.mopay.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.server.ledger.Decision;
import org.mopay.server.ledger.LedgerException;
import org.mopay.server.ledger.LedgerKit;
import org.mopay.server.ledger.OrderDraft;
import org.mopay.server.ledger.Phone;
import org.mopay.server.ledger.Settle;
import org.mopay.server.ledger.book.StoreException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/** The primary dies under load, and its synchronous standby is promoted. */
class StandbyTest {
    private static final int PAYMENTS = 1000;
    private static final int BEFORE_THE_POWER_CUT = 300;

    @TempDir
    private Path directory;

    @TempDir
    private Path second;

    private PostgresServer primary;
    private PostgresServer standby;
    private PostgresSettings settings;
    private LedgerKit kit;
    private List<OrderDraft> orders;

    @BeforeEach
    void open() throws IOException, StoreException {
        primary = PostgresServer.create(directory);
        String database = primary.createDatabase();
        standby = primary.createStandby(second);
        settings = primary.settings(standby, database, "one");
        kit = LedgerKit.open(PostgresLedgerStore.open(settings));
        kit.phone("alice", 100_000);
        kit.phone("bob", 0);
        orders = orders();
    }

    @AfterEach
    void close() {
        primary.close();
        standby.close();
    }

    // cites VAL-05
    @Test
    void losesNothingThatWasAnsweredAndGoesOnByItself() throws StoreException {
        List<CompletableFuture<Decision>> answers = killUnderLoad();

        assertHolds(kit, answers);
        // What was not acknowledged is settled once when it is sent again.
        sendAll().forEach(answer -> answer.exceptionally(unanswered -> null).join());
        orders.forEach(this::settleWhenItIsTaken);
        assertThat(kit.balance("bob")).isEqualTo(PAYMENTS);
        kit.assertSound();
        kit.close();

        try (LedgerKit after = kit.reopen(PostgresLedgerStore.open(settings))) {
            assertHolds(after, answers);
            assertThat(after.balance("bob")).isEqualTo(PAYMENTS);
            after.assertSound();
        }
    }

    private List<CompletableFuture<Decision>> killUnderLoad() {
        AtomicInteger settled = new AtomicInteger();
        List<CompletableFuture<Decision>> answers = sendAll();
        answers.forEach(answer -> answer.thenRun(settled::incrementAndGet));
        PostgresServer.await(() -> settled.get() >= BEFORE_THE_POWER_CUT);
        primary.kill();
        standby.promote();
        answers.forEach(answer -> answer.exceptionally(unanswered -> null).join());
        return answers;
    }

    private List<CompletableFuture<Decision>> sendAll() {
        return orders.stream().map(this::send).toList();
    }

    private void assertHolds(LedgerKit after, List<CompletableFuture<Decision>> answers) {
        int acknowledged = 0;
        for (int i = 0; i < orders.size(); i++) {
            if (!answers.get(i).isCompletedExceptionally()) {
                acknowledged++;
                assertThat(after.ledger().payment(orders.get(i).paymentId()))
                        .contains(answers.get(i).join().payment());
            }
        }
        assertThat(acknowledged).isGreaterThanOrEqualTo(BEFORE_THE_POWER_CUT);
        assertThat(after.balance("bob")).isBetween((long) acknowledged, (long) PAYMENTS);
    }

    /** As a phone does: what was not taken is sent again. */
    private void settleWhenItIsTaken(OrderDraft order) {
        PostgresServer.await(() -> {
            try {
                return send(order).join().payment().ruling().isSettled();
            } catch (CompletionException e) {
                assertThat(e).hasCauseInstanceOf(LedgerException.class);
                assertThat(e).hasMessageContaining("MO-7001");
                return false;
            }
        });
    }

    private List<OrderDraft> orders() {
        List<OrderDraft> drafts = new ArrayList<>();
        while (drafts.size() < PAYMENTS) {
            Phone payer = kit.enrol("alice");
            Phone payee = kit.enrol("bob");
            while (payer.aliasesLeft() > 0 && drafts.size() < PAYMENTS) {
                drafts.add(kit.order(payer, payee, 1));
            }
        }
        return drafts;
    }

    private CompletableFuture<Decision> send(OrderDraft order) {
        return kit.ledger().submit(new Settle(order.build())).toCompletableFuture();
    }
}
