package org.mopay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.cli.Town.PATIENCE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.cli.process.MoProcess;

import java.nio.file.Path;

/** What an operator keeps an account from spending, in processes of their own. */
class HoldIT {
    @TempDir
    Path directory;

    // cites VAL-45
    @Test
    void isReleasedInTheAssetItIsOf() throws Exception {
        try (Town town = Town.found(directory, "--assets", "KRW:0,EUR:2")) {
            town.activation("alice");
            town.operator("top-up", "alice", "50.00", "--asset", "EUR").await("top_up", PATIENCE);
            MoProcess held = town.operator(
                    "hold", "alice", "20.00", "--asset", "EUR", "--id", "d 17/+", "--reason", "x");
            assertThat(Town.minorUnits(held.await("hold", PATIENCE), "amount")).isEqualTo(2000);

            MoProcess tooMuch =
                    town.operator("release", "d 17/+", "--take", "1500", "--reason", "x");
            assertThat(Town.code(tooMuch)).isEqualTo("MO-8016");
            MoProcess tooFine =
                    town.operator("release", "d 17/+", "--take", "1.505", "--reason", "x");
            assertThat(tooFine.exitCode(PATIENCE)).isEqualTo(2);
            MoProcess unknown = town.operator("release", "d 18", "--reason", "x");
            assertThat(Town.code(unknown)).isEqualTo("MO-8014");
            MoProcess released =
                    town.operator("release", "d 17/+", "--take", "15.05", "--reason", "x");
            assertThat(Town.minorUnits(released.await("hold", PATIENCE), "taken"))
                    .isEqualTo(1505);
        }
    }
}
