package org.mopay.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.LedgerException;
import org.mopay.server.ledger.LedgerKit;
import org.mopay.server.ledger.Phone;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.StoreException;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A validator is started on a database that one of an earlier version still writes to. */
class EarlierVersionTest {
    private PostgresServer server;
    private String database;

    @BeforeEach
    void createDatabase() {
        server = PostgresServer.shared();
        database = server.createDatabase();
    }

    @Test
    void fencesOffAValidatorThatDoesNotKnowTheNewTables() throws StoreException {
        try (LedgerKit earlier = open("earlier")) {
            Phone alice = earlier.phone("alice", 100);
            Phone bob = earlier.phone("bob", 0);
            PaymentRecord open =
                    earlier.settle(earlier.order(alice, bob, 20).waiting()).payment();
            makeEarlier();

            try (LedgerKit later = earlier.reopen(store("later"))) {
                assertThat(catchThrowableOfType(
                                        LedgerException.class,
                                        () -> earlier.settle(earlier.order(alice, bob, 5)))
                                .code())
                        .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
                later.pay(alice, bob, 10);
                assertThat(later.ledger().pendingPayments(0, 9)).containsExactly(open);
                assertThat(later.balance("mo:pending")).isEqualTo(20);
                later.assertSound();
            }
        }
    }

    @Test
    void waitsForWhatAnEarlierVersionIsCommitting() throws Exception {
        try (LedgerKit kit = open("earlier")) {
            Phone alice = kit.phone("alice", 100);
            kit.settle(kit.order(alice, kit.phone("bob", 0), 20).waiting());
        }
        makeEarlier();

        try (Connection connection = server.connect(database);
                Statement committing = connection.createStatement()) {
            connection.setAutoCommit(false);
            committing.execute("SELECT pg_advisory_xact_lock('batch'::regclass::oid::bigint)");
            CompletableFuture<PostgresLedgerStore> later =
                    CompletableFuture.supplyAsync(() -> store("later"));
            PostgresServer.await(() -> server.first(
                            database,
                            "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                    .isPresent());
            committing.execute("INSERT INTO payment_step SELECT 1000, payment, 1, 2, NULL, NULL,"
                    + " 100, '', 1, 0 FROM pending_payment");
            connection.commit();
            later.join().close();
        }
        assertThat(server.first(database, "SELECT count(*) FROM open_payment"))
                .isEqualTo(Optional.of("0"));
    }

    private LedgerKit open(String writer) throws StoreException {
        return LedgerKit.open(store(writer));
    }

    private PostgresLedgerStore store(String writer) {
        try {
            return PostgresLedgerStore.open(server.settings(database, writer));
        } catch (StoreException e) {
            throw new CompletionException(e);
        }
    }

    /** The schema before the payments that are open had a table of their own. */
    private void makeEarlier() {
        server.execute(database, "DROP TABLE open_payment, second_factor_event");
        server.execute(database, "DELETE FROM migration WHERE number >= 5");
    }
}
