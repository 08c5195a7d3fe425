package org.mopay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.cli.Town.PATIENCE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.cli.process.MoProcess;

import java.nio.file.Path;
import java.util.Optional;

/** One request, several payments. */
class SharedRequestIT {
    @TempDir
    Path directory;

    @Test
    void showsThePayeeEachOfItsPayments() throws Exception {
        try (Town town = Town.found(directory)) {
            town.settle("alice", 10_000, Optional.empty());
            town.settle("bob", 0, Optional.empty());
            MoProcess request = town.phone("bob", "request", "1000", "--uses", "3", "--often");

            for (int nth = 1; nth <= 3; nth++) {
                MoProcess payment = town.phone("alice", "pay", Town.link(request, nth), "--yes");

                assertThat(request.await("settled", nth, PATIENCE).get("payment_id"))
                        .isEqualTo(payment.await("settled", PATIENCE).get("payment_id"));
                assertThat(payment.exitCode(PATIENCE)).isZero();
            }
            assertThat(request.exitCode(PATIENCE)).isZero();
        }
    }
}
