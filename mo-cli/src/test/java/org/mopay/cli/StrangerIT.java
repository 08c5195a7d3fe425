package org.mopay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.cli.Town.PATIENCE;

import com.google.gson.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.cli.process.MoProcess;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What somebody meets who uses the phones for the first time, and not as planned. */
class StrangerIT {
    @TempDir
    Path directory;

    @Test
    void saysWhatHappenedWhenAPaymentGoesWrongInSmallWays() throws Exception {
        try (Town town = Town.found(directory)) {
            town.settle("alice", 10_000, Optional.of("2580"));
            town.settle("bob", 0, Optional.empty());
            MoProcess request = town.phone("bob", "request", "2500");

            MoProcess declined = town.phone("alice", "pay", Town.link(request, 1));
            assertThat(declined.exitCode(PATIENCE)).isEqualTo(3);
            assertThat(declined.await("message", 3, PATIENCE).get("content").getAsString())
                    .isEqualTo("abort");

            MoProcess mistyped = pay(town, Town.link(request, 2), "1111");
            assertThat(mistyped.exitCode(PATIENCE)).isEqualTo(3);
            assertThat(mistyped.await("error", PATIENCE).get("fix").getAsString())
                    .contains("fresh link", "right PIN");

            MoProcess paid = pay(town, Town.link(request, 3), "2580");
            assertThat(paid.exitCode(PATIENCE)).isZero();
            List<JsonObject> history = history(town);
            assertThat(history)
                    .extracting(each -> each.get("kind").getAsString())
                    .contains("refused");
            assertThat(history)
                    .extracting(each -> each.get("at").getAsString())
                    .isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    private static MoProcess pay(Town town, String link, String pin) throws Exception {
        return town.phone("alice", "pay", link, "--yes", "--pin", pin);
    }

    private static List<JsonObject> history(Town town) throws Exception {
        MoProcess asking = town.phone("alice", "history");
        assertThat(asking.exitCode(PATIENCE)).isZero();
        return asking.events().stream().filter(event -> event.has("at")).toList();
    }
}
