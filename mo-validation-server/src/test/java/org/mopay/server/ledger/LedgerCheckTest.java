package org.mopay.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.FeeBearer;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.StoreException;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

class LedgerCheckTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void fillALedger() throws StoreException {
        try (LedgerKit kit = LedgerKit.open(directory)) {
            Phone alice = kit.phone("alice", 1000);
            Phone bob = kit.phone("bob", 500);
            PaymentRecord payment =
                    kit.assertSettled(kit.order(alice, bob, 20).fee(1, FeeBearer.PAYER));
            kit.assertSettled(kit.order(bob, alice, 7).fee(1, FeeBearer.PAYEE));
            kit.settle(kit.order(bob, alice, 7000));
            kit.giveBack(kit.refund(payment, bob, 5));
            kit.giveBack(kit.refund(payment, bob, 6));
            reserve(kit, "ended");
            kit.send(new PostTransfer("ended", 6, "", LedgerKit.NOW));
            reserve(kit, "open");
            PaymentRecord approved = waiting(kit, alice, bob);
            kit.send(review(approved, true));
            PaymentRecord refused = waiting(kit, alice, bob);
            kit.send(review(refused, false));
            waiting(kit, alice, bob);
            kit.send(new SetSecondFactor("alice", kit.digest(), "lost", LedgerKit.NOW));
            kit.send(new SetSecondFactor("alice", kit.digest(), "found", LedgerKit.NOW + 1));
            kit.send(new SetDeviceStatus(bob.device(), DeviceStatus.FROZEN, "", LedgerKit.NOW));
        }
    }

    private static PaymentRecord waiting(LedgerKit kit, Phone payer, Phone payee) {
        return kit.settle(kit.order(payer, payee, 30).waiting()).payment();
    }

    private static ReviewPayment review(PaymentRecord payment, boolean approved) {
        return new ReviewPayment(payment.identity().paymentId(), approved, "", 1, LedgerKit.NOW);
    }

    private static void reserve(LedgerKit kit, String id) {
        kit.send(new ReserveTransfer(
                id, "alice", "bob", AccountKind.HOLD, LedgerKit.EUR, 10, 0, "", LedgerKit.NOW));
    }

    @Test
    void findsNothingInASoundLedger() throws StoreException {
        try (LedgerKit kit = LedgerKit.open(directory)) {
            LedgerCheck.Report report = kit.ledger().check();

            assertThat(report.isClean()).isTrue();
            assertThat(report.postings()).isEqualTo(31);
            assertThat(report.payments()).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE balance SET amount = amount + 1 WHERE account = 1 | stored balance",
                "UPDATE balance SET last_posting = last_posting - 1 WHERE account = 1 | stored balance",
                "DELETE FROM balance WHERE account = 1 | stored balance",
                "UPDATE posting SET amount = amount + 1 WHERE sequence = 5 | add up to zero",
                "UPDATE posting SET amount = 0 WHERE sequence = 5 | wrong balance",
                "UPDATE posting SET previous = 1 WHERE sequence = 5 | broken chain",
                "UPDATE posting SET account = 77 WHERE sequence = 5 | no such account",
                "DELETE FROM posting WHERE sequence = 5 | a gap before posting 6",
                "UPDATE payment SET amount = amount + 1 WHERE status = 1 | not what was decided",
                "UPDATE payment SET status = 1, code = NULL, category = NULL | not what was decided",
                "UPDATE top_up SET amount = 1 WHERE entry = 1 | not what was decided",
                "UPDATE refund SET amount = amount + 1 | not what was decided",
                "UPDATE refund SET total = 5 | counts other refunds",
                "UPDATE refund SET status = 2, code = 6001, category = 2 | not what was decided",
                "UPDATE refund SET payment_id = x'77' | refunds are of no payment",
                "UPDATE payment SET amount = 10 WHERE entry = 3 | more was given back",
                "UPDATE transfer SET amount = amount + 1 | not what was decided",
                "UPDATE transfer_end SET posted = posted + 1 | not what was decided",
                "UPDATE transfer_end SET posted = 11 | more was posted than reserved",
                "DELETE FROM transfer_end | not what was decided",
                "UPDATE transfer SET id = 'x' WHERE id = 'ended' | ends no transfer",
                "UPDATE top_up SET against = 5 | not what was decided",
                "UPDATE device SET spent = x'' | not marked spent",
                "UPDATE device SET engaged = x'' | not marked engaged",
                "UPDATE device SET spent = x'ffff' | marked spent by no payment",
                "UPDATE device SET engaged = x'ffff' | marked engaged by no payment",
                "UPDATE asset SET payments = payments + 1 | counts payments wrong",
                "UPDATE payment SET amount = amount + 1 WHERE status = 3 | not what was decided",
                "UPDATE payment_step SET status = 2, code = 6006, category = 2 | not what was decided",
                "UPDATE payment_step SET status = 3, code = NULL, category = NULL | not what was decided",
                "UPDATE payment_step SET number = number + 1 | does not follow the one before",
                "UPDATE payment_step SET payment = payment - 1 | ended wrongly",
                "DELETE FROM payment_step | not what was decided",
                "DELETE FROM open_payment | not among the open ones",
                "INSERT INTO open_payment SELECT min(payment) FROM payment_step | ended wrongly",
                "UPDATE payment SET status = 1 WHERE status = 3 | not what was decided",
                "UPDATE second_factor SET set_at = set_at - 1 | not as was noted",
                "DELETE FROM second_factor | not as was noted",
                "DELETE FROM second_factor_event WHERE reason = 'found' | not as was noted",
                "UPDATE device SET status = 1 | not as was noted",
                "DELETE FROM device_event | not as was noted",
                "UPDATE request SET uses = uses + 1 | requests and payments under them differ"
            })
    void findsADoctoredRow(String doctor, String finding) throws StoreException, SQLException {
        doctor(doctor);

        try (LedgerKit kit = LedgerKit.open(directory)) {
            assertThat(kit.ledger().check().findings()).anyMatch(found -> found.contains(finding));
        }
    }

    private void doctor(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + directory.resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }
}
