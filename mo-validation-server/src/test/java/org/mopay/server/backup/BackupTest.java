package org.mopay.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.ledger.LedgerCheck;
import org.mopay.server.ledger.LedgerKit;
import org.mopay.server.ledger.Phone;
import org.mopay.server.ledger.book.LedgerReader;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.store.sqlite.SqliteLedgerStore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

class BackupTest {
    @TempDir
    private Path directory;

    private Path data() {
        return directory.resolve("data");
    }

    /** A thread that pays until it is told to stop. */
    private static final class Payer {
        private final LedgerKit kit;
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final CountDownLatch busy = new CountDownLatch(20);
        private final List<PaymentRecord> paid = new ArrayList<>();
        private final CompletableFuture<Void> ended;

        Payer(LedgerKit kit) {
            this.kit = kit;
            this.ended = CompletableFuture.runAsync(this::run);
        }

        private void run() {
            Phone alice = kit.phone("alice", 1_000_000);
            Phone bob = kit.phone("bob", 0);
            while (!stopped.get()) {
                if (alice.aliasesLeft() == 0) {
                    alice = kit.enrol("alice");
                    bob = kit.enrol("bob");
                }
                paid.add(kit.pay(alice, bob, 1));
                busy.countDown();
            }
        }

        List<PaymentRecord> stop() {
            stopped.set(true);
            ended.join();
            return paid;
        }
    }

    @Test
    void copiesOneStateOfALedgerThatIsBeingWrittenAndItsKeys() throws Exception {
        Files.createDirectories(data());
        Files.writeString(data().resolve("validator.keys"), "keys");
        List<PaymentRecord> paid;
        Path backup = directory.resolve("backup");
        try (LedgerKit kit = LedgerKit.open(data())) {
            Payer payer = new Payer(kit);
            payer.busy.await();
            Backup.take(data(), backup);
            assertThat(findings(data())).isEmpty();
            paid = payer.stop();
        }

        LedgerCheck.Report report = Backup.restore(backup, directory.resolve("restored"));

        assertThat(report.findings()).isEmpty();
        assertThat(report.payments()).isBetween(20L, (long) paid.size());
        try (LedgerKit restored = LedgerKit.open(directory.resolve("restored"))) {
            assertThat(restored.balance("bob")).isEqualTo(report.payments());
            for (PaymentRecord payment : paid.subList(0, Math.toIntExact(report.payments()))) {
                assertThat(restored.ledger().payment(payment.identity().paymentId()))
                        .contains(payment);
            }
            restored.assertSound();
        }
        assertThat(directory.resolve("restored/validator.keys")).hasContent("keys");
        assertThat(names(backup)).containsExactly("ledger.db", "validator.keys");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(backup.resolve("ledger.db"))))
                .isEqualTo("rw-------");
    }

    @Test
    void overwritesNothing() throws Exception {
        try (LedgerKit kit = LedgerKit.open(data())) {
            kit.phone("alice", 5);
            Path backup = directory.resolve("backup");
            Backup.take(data(), backup);
            assertRefused(ErrorCode.FILE_UNREADABLE, () -> Backup.take(data(), backup));
            assertRefused(ErrorCode.FILE_UNREADABLE, () -> Backup.restore(backup, data()));
            assertThat(kit.balance("alice")).isEqualTo(5);
        }
        assertRefused(
                ErrorCode.FILE_UNREADABLE,
                () -> Backup.take(directory.resolve("none"), directory.resolve("x")));
    }

    @Test
    void restoresNoBackupWhoseBooksDoNotAgree() throws Exception {
        Path backup = directory.resolve("backup");
        try (LedgerKit kit = LedgerKit.open(data())) {
            kit.phone("alice", 5);
            Backup.take(data(), backup);
        }
        alter(backup, "UPDATE balance SET amount = amount + 1 WHERE amount > 0");

        assertThat(findings(backup)).isNotEmpty();
        assertRefused(
                ErrorCode.LEDGER_CORRUPT,
                () -> Backup.restore(backup, directory.resolve("restored")));
        assertThat(names(directory)).containsExactly("backup", "data");
    }

    @Test
    void bringsABackupOfAnEarlierVersionUpToDateInTheCopy() throws Exception {
        Path backup = directory.resolve("backup");
        PaymentRecord open;
        try (LedgerKit kit = LedgerKit.open(data())) {
            Phone alice = kit.phone("alice", 50);
            open = kit.settle(kit.order(alice, kit.phone("bob", 0), 20).waiting())
                    .payment();
        }
        alter(data(), "DROP TABLE open_payment");
        alter(data(), "DROP TABLE second_factor_event");
        alter(data(), "DELETE FROM migration WHERE number >= 9");
        Backup.take(data(), backup);

        Path restored = directory.resolve("restored");
        assertThat(Backup.restore(backup, restored).findings()).isEmpty();

        assertThatThrownBy(() -> findings(backup)).hasMessageContaining("MO-9020");
        assertThat(findings(restored)).isEmpty();
        try (LedgerKit kit = LedgerKit.open(restored)) {
            assertThat(kit.ledger().pendingPayments(0, 9)).containsExactly(open);
        }
    }

    @Test
    void leavesNothingOfABackupThatCanNotBeRead() throws Exception {
        Path backup = Files.createDirectory(directory.resolve("backup"));
        Files.writeString(backup.resolve("ledger.db"), "not a database at all ".repeat(99));

        assertRefused(
                ErrorCode.LEDGER_CORRUPT,
                () -> Backup.restore(backup, directory.resolve("restored")));
        assertThat(names(directory)).containsExactly("backup");
    }

    private static List<String> findings(Path directory) throws StoreException {
        try (LedgerReader reader = SqliteLedgerStore.openReader(directory)) {
            return LedgerCheck.run(reader).findings();
        }
    }

    private static void alter(Path directory, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + directory.resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private interface Attempt {
        void run() throws ProtocolException;
    }

    private static void assertRefused(ErrorCode code, Attempt attempt) {
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
