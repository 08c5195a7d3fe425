package org.mopay.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.error.ErrorCode;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The database goes away, in every phase of a commit and for good. */
class LostConnectionTest {
    private static final int PAYMENTS = 1000;
    private static final int BEFORE_THE_POWER_CUT = 300;

    @TempDir
    private Path directory;

    private PostgresServer server;
    private String database;
    private LedgerKit kit;
    private Phone alice;
    private Phone bob;

    @BeforeEach
    void open() throws IOException, StoreException {
        server = PostgresServer.create(directory);
        database = server.createDatabase();
        kit = LedgerKit.open(PostgresLedgerStore.open(server.settings(database, "one")));
        alice = kit.phone("alice", 100_000);
        bob = kit.phone("bob", 0);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void goesOnWhenTheDatabaseWasAway() throws IOException, StoreException {
        kit.pay(alice, bob, 1);
        server.kill();
        LedgerException away =
                catchThrowableOfType(LedgerException.class, () -> kit.pay(alice, bob, 2));
        assertThat(away.code()).isEqualTo(ErrorCode.TRY_LATER);
        assertThat(away.retryAfter()).isPositive();

        server.start();
        kit.pay(alice, bob, 4);
        assertThat(kit.balance("bob")).isEqualTo(5);
        kit.assertSound();
        kit.close();
    }

    // cites VAL-03
    @Test
    void findsOutThatACommitWasCutBeforeItsEnd() throws StoreException {
        // The first commit from here on waits at its end, until its connection is cut.
        server.execute(
                database,
                "CREATE SEQUENCE commits; CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN IF nextval(''commits'') = 1 THEN PERFORM pg_sleep(60); END IF;"
                        + " RETURN NULL; END';"
                        + " CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON batch"
                        + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait()");
        CompletableFuture<Decision> answer = send(kit.order(alice, bob, 7));
        cutWhoWaitsFor("PgSleep");

        assertThat(answer.join().payment().ruling().isSettled()).isTrue();
        assertThat(kit.balance("bob")).isEqualTo(7);
        kit.assertSound();
        kit.close();
    }

    // cites VAL-03
    @Test
    void findsOutThatACommitWhoseAnswerIsMissingWasDone() throws StoreException {
        // A commit is done here and waits for a standby that does not come.
        server.execute("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        server.execute("postgres", "SELECT pg_reload_conf()");
        CompletableFuture<Decision> answer = send(kit.order(alice, bob, 7));
        cutWhoWaitsFor("SyncRep");
        assertThat(answer).isNotDone();

        server.execute("postgres", "ALTER SYSTEM RESET synchronous_standby_names");
        server.execute("postgres", "SELECT pg_reload_conf()");
        assertThat(answer.join().payment().ruling().isSettled()).isTrue();
        assertThat(kit.balance("bob")).isEqualTo(7);
        kit.assertSound();
        kit.close();
    }

    // cites VAL-05
    @Test
    void losesNothingThatWasAnsweredWhenThePrimaryDies(@TempDir Path second)
            throws IOException, StoreException {
        List<OrderDraft> orders = orders();
        kit.close();
        try (PostgresServer standby = server.createStandby(second)) {
            kit = kit.reopen(PostgresLedgerStore.open(server.settings(standby, database, "one")));
            AtomicInteger settled = new AtomicInteger();
            List<CompletableFuture<Decision>> answers = new ArrayList<>();
            for (OrderDraft order : orders) {
                answers.add(send(order).whenComplete((decision, failure) -> {
                    if (decision != null) {
                        settled.incrementAndGet();
                    }
                }));
            }
            PostgresServer.await(() -> settled.get() >= BEFORE_THE_POWER_CUT);
            server.kill();
            standby.promote();
            answers.forEach(answer -> answer.exceptionally(unanswered -> null).join());
            kit.close();

            try (LedgerKit after =
                    kit.reopen(PostgresLedgerStore.open(standby.settings(database, "one")))) {
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
                // What was not acknowledged is settled once when it is sent again.
                kit = after;
                orders.stream().map(this::send).toList().forEach(CompletableFuture::join);
                assertThat(after.balance("bob")).isEqualTo(PAYMENTS);
                after.assertSound();
            }
        }
    }

    private List<OrderDraft> orders() {
        List<OrderDraft> orders = new ArrayList<>();
        while (orders.size() < PAYMENTS) {
            Phone payer = kit.enrol("alice");
            Phone payee = kit.enrol("bob");
            while (payer.aliasesLeft() > 0 && orders.size() < PAYMENTS) {
                orders.add(kit.order(payer, payee, 1));
            }
        }
        return orders;
    }

    private CompletableFuture<Decision> send(OrderDraft order) {
        return kit.ledger().submit(new Settle(order.build())).toCompletableFuture();
    }

    private void cutWhoWaitsFor(String event) {
        String waiting = " FROM pg_stat_activity WHERE wait_event = '" + event
                + "' AND query LIKE 'COMMIT%'";
        PostgresServer.await(
                () -> !server.first("postgres", "SELECT pid" + waiting).equals(Optional.empty()));
        server.execute("postgres", "SELECT pg_terminate_backend(pid)" + waiting);
    }
}
