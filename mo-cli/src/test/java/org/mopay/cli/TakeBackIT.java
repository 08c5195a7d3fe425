package org.mopay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.cli.Town.PATIENCE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.cli.process.MoProcess;

import java.nio.file.Path;
import java.util.Optional;

/** A payment is given back, another taken back, and a request withdrawn. */
class TakeBackIT {
    @TempDir
    Path directory;

    // cites PAY-70, PAY-71
    @Test
    void givesAPaymentBackInPartAndNeverMore() throws Exception {
        try (Town town = Town.found(directory)) {
            town.settle("alice", 10_000, Optional.empty());
            town.settle("bob", 0, Optional.of("2580"));
            MoProcess request = town.phone("bob", "request", "1000");
            MoProcess payment = town.phone("alice", "pay", Town.link(request, 1), "--yes");
            String id = payment.await("settled", PATIENCE).get("payment_id").getAsString();
            assertThat(request.exitCode(PATIENCE)).isZero();
            long afterwards = town.balance("alice");

            MoProcess asked = refund(town, id, "--amount", "400");
            assertThat(Town.code(asked)).isEqualTo("MO-4010");
            MoProcess part = refund(town, id.substring(0, 16), "--amount", "400", "--yes");
            assertThat(part.await("settled", PATIENCE).get("refund").getAsBoolean())
                    .isTrue();
            MoProcess rest = refund(town, id, "--yes");

            assertThat(part.exitCode(PATIENCE)).isZero();
            assertThat(Town.code(rest)).isEqualTo("MO-3013");
            assertThat(rest.exitCode(PATIENCE)).isEqualTo(3);
            assertThat(town.balance("alice")).isEqualTo(afterwards + 400);
            assertThat(town.won().getSum()).isZero();
        }
    }

    private static MoProcess refund(Town town, String id, String... more) throws Exception {
        String[] all = new String[more.length + 4];
        all[0] = "refund";
        all[1] = id;
        all[2] = "--pin";
        all[3] = "2580";
        System.arraycopy(more, 0, all, 4, more.length);
        return town.phone("bob", all);
    }

    // cites PAY-63, PAY-66
    @Test
    void takesBackWhatTheValidatorHasNotSeenYet() throws Exception {
        try (Town town = Town.found(directory)) {
            town.settle("alice", 10_000, Optional.empty());
            town.settle("bob", 0, Optional.empty());
            MoProcess request = town.phone("bob", "request", "1000");
            String link = Town.link(request, 1);
            town.server().close();
            MoProcess payment = town.phone("alice", "pay", link, "--yes");
            assertThat(payment.exitCode(PATIENCE)).isEqualTo(4);
            request.close();
            MoProcess early = town.phone("alice", "cancel");
            assertThat(early.exitCode(PATIENCE)).isEqualTo(4);
            town.startServer();

            MoProcess cancelled = town.phone("alice", "cancel");
            cancelled.await("cancelled", PATIENCE);
            assertThat(cancelled.exitCode(PATIENCE)).isZero();
            MoProcess withdrawn = town.phone("bob", "cancel");
            withdrawn.await("cancelled", PATIENCE);
            assertThat(withdrawn.exitCode(PATIENCE)).isZero();
            assertThat(town.phone("bob", "sync").exitCode(PATIENCE)).isZero();

            assertThat(Town.code(town.phone("alice", "cancel"))).isEqualTo("MO-9001");
            assertThat(town.balance("alice")).isEqualTo(10_000);
        }
    }
}
