package org.mopay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.cli.Town.PATIENCE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.cli.process.MoProcess;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The demo, as anybody runs it. */
class DemoIT {
    @TempDir
    Path directory;

    /** With the settings of another server beside it, which it leaves alone. */
    @Test
    void settlesOnceRefusesTwiceAndBalances() throws Exception {
        Files.write(
                directory.resolve("mo-server.properties"),
                List.of("store=postgres", "postgres-url=jdbc:postgresql://127.0.0.1:1/paid"));
        try (MoProcess demo = MoProcess.startApart(directory, event -> {}, List.of("demo"))) {
            assertThat(demo.exitCode(PATIENCE)).isZero();
            assertThat(demo.events().get(demo.events().size() - 1))
                    .hasToString(
                            "{\"event\":\"summary\",\"settled\":1,\"refused\":2,\"balanced\":true}");
            assertThat(demo.events().stream()
                            .filter(event -> event.get("event").getAsString().equals("refused"))
                            .map(event -> event.get("code").getAsString()))
                    .containsExactly("MO-2005", "MO-6001");
            assertThat(demo.events().stream()
                            .filter(event -> event.get("event").getAsString().equals("message")))
                    .hasSize(7);
        }
    }
}
