package org.mopay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.mopay.cli.Main;
import org.mopay.core.crypto.CryptoProvider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code mo ledger} on a ledger in PostgreSQL, as an operator types it. */
class PostgresLedgerCommandIT {
    private static final int WALLETS = 20;
    private static final int PAYMENTS = 100;

    @Test
    void checksAndExportsWhatTheConfigurationNames() throws Exception {
        try (Workspace workspace = Workspace.create("mo-ledger")) {
            Optional<Storage> postgres = Storage.postgres(workspace);
            assumeTrue(postgres.isPresent(), "PostgreSQL is not installed");
            try (Storage storage = postgres.get()) {
                SeededDirectory.create(
                        workspace.path("data"),
                        storage,
                        Town.forPayments(3, WALLETS, 1, PAYMENTS),
                        PAYMENTS,
                        CryptoProvider.bouncyCastle(),
                        progress -> {});
                Path config = config(workspace, storage.settings());

                String check = ledger(config, "check");
                String export = ledger(config, "export");

                assertThat(check)
                        .contains("clean: " + (2 * WALLETS + 3 * PAYMENTS) + " postings")
                        .contains(PAYMENTS + " payments");
                assertThat(export.lines().filter(line -> line.contains("\"event\":\"payment\"")))
                        .hasSize(PAYMENTS);
            }
        }
    }

    /** The same settings in a file. */
    private static Path config(Workspace workspace, List<String> flags) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < flags.size(); i += 2) {
            String key = flags.get(i).substring("--".length());
            text.append(key).append(" = ").append(flags.get(i + 1)).append('\n');
        }
        return Files.writeString(workspace.path("mo-server.properties"), text.toString());
    }

    private static String ledger(Path config, String command)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "ledger",
                        command,
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
