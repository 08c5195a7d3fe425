package org.mopay.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.LedgerKit;
import org.mopay.server.ledger.Phone;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.LedgerStore;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.LedgerStoreContract;
import org.mopay.server.store.sql.Row;
import org.mopay.server.store.sql.Session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

class SqliteLedgerStoreTest extends LedgerStoreContract {
    @Override
    protected SqliteLedgerStore open(Path directory) throws StoreException {
        return SqliteLedgerStore.open(directory);
    }

    @Override
    protected LedgerReader read(Path directory) throws StoreException {
        return SqliteLedgerStore.openReader(directory);
    }

    // cites VAL-05
    @Test
    void losesNothingThatWasAnsweredWhenTheProcessDies(@TempDir Path crashes)
            throws StoreException, IOException {
        List<PaymentRecord> answered = new ArrayList<>();
        try (LedgerKit kit = LedgerKit.open(directory())) {
            Phone alice = kit.phone("alice", 1000);
            Phone bob = kit.phone("bob", 0);
            for (int i = 0; i < 10; i++) {
                answered.add(kit.pay(alice, bob, 1));
                Path image = crashes.resolve("after" + i);
                copyAsIfTheProcessDied(image);
                try (LedgerKit restarted = LedgerKit.open(image)) {
                    for (PaymentRecord payment : answered) {
                        Bytes id = payment.identity().paymentId();
                        assertThat(restarted.ledger().payment(id)).contains(payment);
                    }
                    assertThat(restarted.balance("bob")).isEqualTo(i + 1);
                    restarted.assertSound();
                }
            }
        }
    }

    // cites VAL-05
    @Test
    void opensAfterALogThatWasTornAnywhereAndKeepsItsBooks(@TempDir Path crashes)
            throws StoreException, IOException {
        try (LedgerKit kit = LedgerKit.open(directory())) {
            Phone alice = kit.phone("alice", 1000);
            Phone bob = kit.phone("bob", 0);
            for (int i = 0; i < 3; i++) {
                kit.pay(alice, bob, 1);
            }
            Path whole = crashes.resolve("whole");
            copyAsIfTheProcessDied(whole);
            byte[] log = Files.readAllBytes(whole.resolve("ledger.db-wal"));
            for (int cut = log.length - 1; cut > 0; cut -= log.length / 37) {
                Path torn = crashes.resolve("torn" + cut);
                copyAsIfTheProcessDied(torn);
                Files.write(
                        torn.resolve("ledger.db-wal"),
                        Bytes.copyOf(log, 0, cut).toArray(),
                        StandardOpenOption.TRUNCATE_EXISTING);
                try (LedgerKit restarted = LedgerKit.open(torn)) {
                    restarted.assertSound();
                }
            }
        }
    }

    // cites VAL-03
    @Test
    void syncsEveryCommit() throws StoreException, SQLException {
        open(directory()).close();
        try (Session session =
                Session.open(SqliteDatabase.forWriter(directory().resolve("ledger.db")))) {
            assertThat(session.on("PRAGMA synchronous").first(Row::small)).contains(2);
            assertThat(session.on("PRAGMA journal_mode").first(Row::text)).contains("wal");
            assertThat(session.on("PRAGMA foreign_keys").first(Row::small)).contains(1);
        }
    }

    @Test
    void takesNoBatchAfterOneThatFailed() throws StoreException {
        try (LedgerStore store = open(directory())) {
            store.commit(opening("alice", 1, 1));
            assertThatThrownBy(() -> store.commit(opening("bob", 2, 1)))
                    .isInstanceOf(StoreException.class);

            assertThat(catchThrowableOfType(
                                    StoreException.class,
                                    () -> store.commit(opening("carol", 3, 2)))
                            .code())
                    .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        }
    }

    @Test
    void refusesADamagedFile() throws StoreException, IOException {
        try (LedgerKit kit = LedgerKit.open(directory())) {
            kit.phone("alice", 1000);
        }
        byte[] file = Files.readAllBytes(directory().resolve("ledger.db"));
        for (int i = 4096; i < file.length; i++) {
            file[i] ^= 0x55;
        }
        Files.write(directory().resolve("ledger.db"), file);

        assertThat(refusal().code()).isEqualTo(ErrorCode.LEDGER_CORRUPT);
    }

    @Test
    void refusesAFileThatIsNoLedger() throws IOException {
        Files.writeString(directory().resolve("ledger.db"), "not a database at all ".repeat(99));

        assertThat(refusal().code()).isEqualTo(ErrorCode.LEDGER_CORRUPT);
    }

    @Test
    void refusesASchemaThatIsNewerThanTheProgram() throws StoreException, SQLException {
        open(directory()).close();
        alter("INSERT INTO migration (number, name, checksum) VALUES (99, '0099-later', x'00')");

        StoreException refused = refusal();
        assertThat(refused.code()).isEqualTo(ErrorCode.LEDGER_CORRUPT);
        assertThat(refused).hasMessageContaining("0099-later").hasMessageContaining("newer");
    }

    @Test
    void refusesASchemaThatWasMadeByAnotherScript() throws StoreException, SQLException {
        open(directory()).close();
        alter("UPDATE migration SET checksum = x'00' WHERE number = 1");

        StoreException refused = refusal();
        assertThat(refused.code()).isEqualTo(ErrorCode.LEDGER_CORRUPT);
        assertThat(refused).hasMessageContaining("0001-ledger");
    }

    @Test
    void freesTheDirectoryWhenItRefusesToOpen() throws IOException, StoreException {
        Path file = directory().resolve("ledger.db");
        Files.writeString(file, "not a database at all ".repeat(99));
        refusal();
        Files.delete(file);

        open(directory()).close();
    }

    private StoreException refusal() {
        return catchThrowableOfType(StoreException.class, () -> open(directory()));
    }

    /** What is on the disk when nothing is being written. */
    private void copyAsIfTheProcessDied(Path target) throws IOException {
        Files.createDirectories(target);
        for (String file : List.of("ledger.db", "ledger.db-wal")) {
            Files.copy(directory().resolve(file), target.resolve(file));
        }
    }

    @Override
    protected void alter(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + directory().resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
