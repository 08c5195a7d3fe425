package org.mopay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.cli.Town.PATIENCE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.cli.process.MoProcess;
import org.mopay.core.otp.OtpAuthUri;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Payments that wait, for the operator and for a code, in processes of their own. */
class WaitingPaymentIT {
    @TempDir
    Path directory;

    // cites VAL-46, VAL-49, VAL-52
    @Test
    void areApprovedByTheOperatorAndSettledByACode() throws Exception {
        try (Town town = Town.found(
                directory, "--review-above", "KRW:1000", "--step-up-above", "KRW:5000")) {
            town.settle("alice", 20_000, Optional.empty());
            town.settle("bob", 0, Optional.empty());
            String link = town.operator("step-up", "alice")
                    .await("second_factor", PATIENCE)
                    .get("link")
                    .getAsString();

            String reviewed = pay(town, "1001", "review");
            MoProcess listed = town.operator("pending");
            assertThat(listed.await("pending", PATIENCE).get("payment_id").getAsString())
                    .isEqualTo(reviewed);
            MoProcess vague =
                    town.operator("refuse", reviewed.substring(0, 31), "--reason", "which");
            assertThat(Town.code(vague)).isEqualTo("MO-9001");
            MoProcess approved =
                    town.operator("approve", reviewed.substring(0, 32), "--reason", "known");
            assertThat(approved.exitCode(PATIENCE)).isZero();
            town.phone("alice", "sync").await("settled", PATIENCE);
            MoProcess again = town.operator("approve", reviewed, "--reason", "again");
            assertThat(again.exitCode(PATIENCE)).isZero();
            MoProcess refused = town.operator("refuse", reviewed, "--reason", "too late");
            assertThat(Town.code(refused)).isEqualTo("MO-8015");

            pay(town, "5001", "step_up");
            MoProcess wrong = town.phone("alice", "step-up", "--code", "0000000");
            assertThat(Town.code(wrong)).isEqualTo("MO-5001");
            String code = OtpAuthUri.parse(link).code(Instant.now());
            town.phone("alice", "step-up", "--code", code).await("settled", PATIENCE);

            town.phone("bob", "sync").await("synced", PATIENCE);
            assertThat(town.balance("bob")).isEqualTo(1001 + 5001);
            assertThat(town.won().getSum()).isZero();
        }
    }

    /** Pays, and returns the id of the payment that waits. */
    private static String pay(Town town, String amount, String reason) throws Exception {
        try (MoProcess request = town.phone("bob", "request", amount)) {
            MoProcess payment = town.phone("alice", "pay", Town.link(request, 1), "--yes");
            var pending = payment.await("pending", PATIENCE);
            assertThat(pending.get("reason").getAsString()).isEqualTo(reason);
            assertThat(payment.exitCode(PATIENCE)).isEqualTo(4);
            request.await("pending", PATIENCE);
            return pending.get("payment_id").getAsString();
        }
    }
}
