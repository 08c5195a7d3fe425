package org.mopay.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The database goes away, in every phase of a commit and for good. */
class LostConnectionTest {
    private static PostgresServer server;

    private String database;
    private LedgerKit kit;
    private Phone alice;
    private Phone bob;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        server = PostgresServer.create(directory);
    }

    @BeforeEach
    void open() throws StoreException {
        database = server.createDatabase();
        kit = LedgerKit.open(PostgresLedgerStore.open(server.settings(database, "one")));
        alice = kit.phone("alice", 100_000);
        bob = kit.phone("bob", 0);
    }

    /** Also for what a test that fails has left behind. */
    @AfterEach
    void waitForNoStandby() {
        server.execute("postgres", "ALTER SYSTEM RESET synchronous_standby_names");
        server.execute("postgres", "SELECT pg_reload_conf()");
    }

    @AfterAll
    static void stop() {
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
        waitForAStandbyThatDoesNotCome();
        CompletableFuture<Decision> answer = send(kit.order(alice, bob, 7));
        cutWhoWaitsFor("SyncRep");
        assertThat(answer).isNotDone();

        waitForNoStandby();
        assertThat(answer.join().payment().ruling().isSettled()).isTrue();
        assertThat(kit.balance("bob")).isEqualTo(7);
        kit.assertSound();
        kit.close();
    }

    // cites VAL-03
    @Test
    void answersNothingWhenTheWaitForTheStandbyIsCancelled() throws StoreException {
        waitForAStandbyThatDoesNotCome();
        CompletableFuture<Decision> answer = send(kit.order(alice, bob, 7));
        String waiting = awaitWhoWaitsFor("SyncRep");
        server.execute("postgres", "SELECT pg_cancel_backend(" + waiting + ")");

        // It asks on another connection, which waits for the standby as well.
        PostgresServer.await(() -> server.first(
                        "postgres",
                        "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE pid = "
                                + waiting + ")")
                .isPresent());
        assertThat(answer).isNotDone();
        waitForNoStandby();
        assertThat(answer.join().payment().ruling().isSettled()).isTrue();
        assertThat(kit.balance("bob")).isEqualTo(7);
        kit.close();
    }

    private static void waitForAStandbyThatDoesNotCome() {
        server.execute("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
        server.execute("postgres", "SELECT pg_reload_conf()");
    }

    private CompletableFuture<Decision> send(OrderDraft order) {
        return kit.ledger().submit(new Settle(order.build())).toCompletableFuture();
    }

    private void cutWhoWaitsFor(String event) {
        String waiting = awaitWhoWaitsFor(event);
        server.execute("postgres", "SELECT pg_terminate_backend(" + waiting + ")");
    }

    private String awaitWhoWaitsFor(String event) {
        PostgresServer.await(() -> whoWaitsFor(event).isPresent());
        return whoWaitsFor(event).orElseThrow();
    }

    private Optional<String> whoWaitsFor(String event) {
        return server.first(
                "postgres",
                "SELECT pid FROM pg_stat_activity WHERE wait_event = '" + event
                        + "' AND query LIKE 'COMMIT%'");
    }
}
