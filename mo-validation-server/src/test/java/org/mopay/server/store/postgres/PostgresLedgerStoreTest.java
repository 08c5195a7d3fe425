package org.mopay.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.LedgerException;
import org.mopay.server.ledger.LedgerKit;
import org.mopay.server.ledger.Phone;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.LedgerStoreContract;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

class PostgresLedgerStoreTest extends LedgerStoreContract {
    private final Map<Path, String> databases = new HashMap<>();
    private PostgresServer server;

    @BeforeEach
    void findServer() {
        server = PostgresServer.shared();
    }

    @Override
    protected LedgerStore open(Path directory) throws StoreException {
        String database = databases.computeIfAbsent(directory, any -> server.createDatabase());
        return PostgresLedgerStore.open(server.settings(database, "validator"));
    }

    @Override
    protected LedgerReader read(Path directory) throws StoreException {
        String database = Objects.requireNonNull(databases.get(directory));
        return PostgresLedgerStore.openReader(server.settings(database, "validator"));
    }

    @Override
    protected void alter(String sql) {
        server.execute(Objects.requireNonNull(databases.get(directory())), sql);
    }

    // cites VAL-03
    @Test
    void refusesAServerThatMayLoseCommits() {
        String database = server.createDatabase();
        server.execute("postgres", "ALTER DATABASE " + database + " SET synchronous_commit = off");

        StoreException refused = catchThrowableOfType(
                StoreException.class,
                () -> PostgresLedgerStore.open(server.settings(database, "validator")));
        assertThat(refused.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(refused).hasMessageContaining("synchronous_commit is off");
    }

    @Test
    @Timeout(60)
    void waitsForNoLeaseOfAProcessWhoseConnectionHasEnded() throws StoreException {
        String database = server.createDatabase();
        PostgresSettings settings = server.settings(database, "one", Duration.ofHours(1));
        try (LedgerStore first = PostgresLedgerStore.open(settings)) {
            server.execute(
                    "postgres",
                    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                            + " WHERE application_name = 'mo one' AND datname = '" + database
                            + "'");

            try (LedgerKit second = LedgerKit.open(PostgresLedgerStore.open(settings))) {
                second.pay(second.phone("alice", 10), second.phone("bob", 0), 1);
                second.assertSound();
            }
        }
    }

    @Test
    void takesOverFromAProcessThatHasDiedAndFencesItOff() throws StoreException {
        String database = server.createDatabase();
        try (LedgerKit first =
                LedgerKit.open(PostgresLedgerStore.open(server.settings(database, "one")))) {
            Phone alice = first.phone("alice", 1000);
            Phone bob = first.phone("bob", 0);
            first.pay(alice, bob, 1);
            // As if it could not renew its lease for longer than that lasts.
            server.execute(database, "UPDATE writer SET expires_at = now(), token = token + 1");

            try (LedgerKit second =
                    first.reopen(PostgresLedgerStore.open(server.settings(database, "one")))) {
                assertThat(catchThrowableOfType(
                                        LedgerException.class, () -> first.pay(alice, bob, 1))
                                .code())
                        .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
                second.pay(alice, bob, 10);
                assertThat(second.balance("bob")).isEqualTo(11);
                second.assertSound();
            }
        }
    }
}
