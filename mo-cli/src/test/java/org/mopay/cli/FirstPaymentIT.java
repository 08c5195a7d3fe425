package org.mopay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.cli.Town.PATIENCE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.cli.process.MoProcess;

import java.nio.file.Path;

/** Two phones and a server, each a process of its own. */
class FirstPaymentIT {
    @TempDir
    Path directory;

    // cites HS-39, VAL-21
    @Test
    void paysAndTellsBothPhones() throws Exception {
        try (Town town = Town.found(directory)) {
            town.enrol("alice", 10_000);
            town.enrol("bob", 0);

            MoProcess request = town.phone("bob", "request", "2500", "--memo", "coffee");
            MoProcess payment = town.phone("alice", "pay", Town.link(request, 1), "--yes");

            assertThat(payment.exitCode(PATIENCE)).isZero();
            assertThat(request.exitCode(PATIENCE)).isZero();
            assertThat(payment.await("settled", PATIENCE).get("payment_id"))
                    .isEqualTo(request.await("settled", PATIENCE).get("payment_id"));
            assertThat(payment.await("proposal", PATIENCE).get("short_code"))
                    .isEqualTo(request.await("engaged", PATIENCE).get("short_code"));
            long fee = Town.minorUnits(payment.await("settled", PATIENCE), "fee");
            assertThat(town.balance("alice")).isEqualTo(10_000 - 2_500 - fee);
            assertThat(town.balance("bob")).isEqualTo(2_500);
            assertThat(town.won().getSum()).isZero();
            assertThat(town.won().getPayments()).isEqualTo(1);
        }
    }

    // cites PAY-41, PAY-43, VAL-05
    @Test
    void paysOnceWhenTheServerIsKilledBetweenAuthorizationAndAnswer() throws Exception {
        try (Town town = Town.found(directory)) {
            town.enrol("alice", 10_000);
            town.enrol("bob", 0);
            MoProcess request = town.phone("bob", "request", "2500");
            String link = Town.link(request, 1);

            Town.signal(town.server(), "STOP");
            MoProcess payment = town.phone("alice", "pay", link, "--yes");
            request.await("engaged", PATIENCE);
            // Hello, offer, acceptance; with the submission the payment is in nobody's books yet.
            request.await("message", PATIENCE);
            Town.signal(town.server(), "KILL");

            assertThat(payment.exitCode(PATIENCE)).isEqualTo(4);
            assertThat(Town.code(payment)).isEqualTo("MO-9010");
            request.await("unresolved", PATIENCE);

            town.startServer();
            MoProcess again = town.phone("alice", "pay", link, "--yes");
            assertThat(again.exitCode(PATIENCE)).isZero();
            assertThat(request.exitCode(PATIENCE)).isZero();
            assertThat(again.await("settled", PATIENCE).get("payment_id"))
                    .isEqualTo(request.await("settled", PATIENCE).get("payment_id"));
            long fee = Town.minorUnits(again.await("settled", PATIENCE), "fee");
            assertThat(town.balance("alice")).isEqualTo(10_000 - 2_500 - fee);
            MoProcess third = town.phone("alice", "pay", link, "--yes");
            assertThat(third.exitCode(PATIENCE)).isZero();
            assertThat(third.await("settled", PATIENCE).get("payment_id"))
                    .isEqualTo(again.await("settled", PATIENCE).get("payment_id"));
            assertThat(town.balance("bob")).isEqualTo(2_500);
            assertThat(town.won().getSum()).isZero();
            assertThat(town.won().getPayments()).isEqualTo(1);
        }
    }

    // cites VAL-03, VAL-05
    @Test
    void keepsEveryAcknowledgedPaymentWhenTheServerIsKilled() throws Exception {
        try (Town town = Town.found(directory)) {
            town.enrol("alice", 10_000);
            town.enrol("bob", 0);
            MoProcess request = town.phone("bob", "request", "2500");
            MoProcess payment = town.phone("alice", "pay", Town.link(request, 1), "--yes");
            payment.await("settled", PATIENCE);
            Town.signal(town.server(), "KILL");

            town.startServer();

            assertThat(town.balance("bob")).isEqualTo(2_500);
            assertThat(town.won().getSum()).isZero();
        }
    }

    // cites PAY-43, IDC-49
    @Test
    void continuesWithTheSecondTapWhenThePayerWasKilled() throws Exception {
        try (Town town = Town.found(directory)) {
            town.enrol("alice", 10_000);
            town.enrol("bob", 0);
            MoProcess request = town.phone("bob", "request", "2500");
            String link = Town.link(request, 1);

            Town.signal(town.server(), "STOP");
            MoProcess payment = town.phone("alice", "pay", link, "--yes");
            request.await("message", PATIENCE);
            Town.signal(payment, "KILL");
            Town.signal(town.server(), "CONT");

            assertThat(request.exitCode(PATIENCE)).isZero();
            MoProcess secondTap = town.phone("alice", "pay", link, "--yes");
            assertThat(secondTap.exitCode(PATIENCE)).isZero();
            assertThat(secondTap.await("settled", PATIENCE).get("payment_id"))
                    .isEqualTo(request.await("settled", PATIENCE).get("payment_id"));
            assertThat(town.balance("bob")).isEqualTo(2_500);
            assertThat(town.won().getPayments()).isEqualTo(1);
        }
    }
}
