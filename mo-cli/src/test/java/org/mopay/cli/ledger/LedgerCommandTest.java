package org.mopay.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.cli.CommandRun;
import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.LedgerService;
import org.mopay.server.ledger.LedgerSettings;
import org.mopay.server.ledger.OpenAccount;
import org.mopay.server.ledger.SetSecondFactor;
import org.mopay.server.ledger.TopUp;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.store.sqlite.SqliteLedgerStore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;

class LedgerCommandTest {
    private static final long NOW = 1_700_000_000;

    @TempDir
    private Path directory;

    private Path data() {
        return directory.resolve("data");
    }

    @BeforeEach
    void fillALedger() throws Exception {
        try (LedgerService ledger = LedgerService.open(
                SqliteLedgerStore.open(data()), LedgerSettings.DEFAULT, Runnable::run, f -> {})) {
            ledger.submit(new OpenAccount("alice", AccountKind.WALLET, null));
            ledger.submit(new TopUp("alice", new Asset("KRW", 0), 5000, "desk", "key", NOW))
                    .toCompletableFuture()
                    .join();
        }
    }

    // cites VAL-48a
    @Test
    void exportsWhenAndWhyASecondFactorWasSet() throws Exception {
        try (LedgerService ledger = LedgerService.open(
                SqliteLedgerStore.open(data()), LedgerSettings.DEFAULT, Runnable::run, f -> {})) {
            SetSecondFactor order =
                    new SetSecondFactor("alice", Bytes.ofUtf8("secret"), "new phone", NOW + 5);
            ledger.submit(order);
            ledger.submit(order).toCompletableFuture().join();
        }
        CommandRun export = run("ledger", "export", "--data-dir", data().toString());

        assertThat(export.out().lines().filter(line -> line.contains("\"second_factor_event\"")))
                .singleElement()
                .asString()
                .contains("\"reason\":\"new phone\"", "\"at\":" + (NOW + 5));
    }

    private CommandRun run(String... words) {
        return CommandRun.of(words);
    }

    private void alter(String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + data().resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void checksABookThatAgreesAndOneThatDoesNot() throws Exception {
        CommandRun clean = run("ledger", "check", "--data-dir", data().toString());
        assertThat(clean.exitStatus()).isZero();
        assertThat(clean.out()).isEqualToIgnoringNewLines("clean: 2 postings, 0 payments");

        alter("UPDATE balance SET amount = amount + 1 WHERE amount > 0");
        CommandRun bad = run("ledger", "check", "--json", "--data-dir", data().toString());
        assertThat(bad.exitStatus()).isEqualTo(6);
        assertThat(bad.out()).contains("\"event\":\"finding\"").contains("\"clean\":false");
    }

    @Test
    void exportsEveryRowAsALineOfJson() {
        CommandRun export = run("ledger", "export", "--data-dir", data().toString());
        assertThat(export.exitStatus()).isZero();
        List<JsonObject> lines = export.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        assertThat(lines)
                .extracting(line -> line.get("event").getAsString())
                .containsSubsequence(
                        "asset", "account", "balance", "counters", "posting", "top_up");
        assertThat(lines.stream()
                        .filter(line -> line.get("event").getAsString().equals("posting"))
                        .mapToLong(line -> line.get("amount").getAsLong()))
                .containsExactly(-5000L, 5000L);
    }

    @Test
    void backsUpAndRestoresAndRefusesWhatIsDamaged() throws Exception {
        String backup = directory.resolve("backup").toString();
        String restored = directory.resolve("restored").toString();
        assertThat(run("ledger", "backup", "--data-dir", data().toString(), "--to", backup)
                        .exitStatus())
                .isZero();
        assertThat(run("ledger", "restore", "--from", backup, "--data-dir", restored)
                        .exitStatus())
                .isZero();
        assertThat(run("ledger", "check", "--data-dir", restored).exitStatus()).isZero();

        CommandRun again = run("ledger", "restore", "--from", backup, "--data-dir", restored);
        assertThat(again.exitStatus()).isEqualTo(2);
        assertThat(again.err()).contains("MO-9013").contains("is not empty");
    }

    @Test
    void restoresAnEarlierVersionsBackupAndSaysWhatElseToDoWithIt() throws Exception {
        String backup = directory.resolve("backup").toString();
        String restored = directory.resolve("restored").toString();
        alter("DROP TABLE second_factor_event");
        alter("DELETE FROM migration WHERE number = 10");
        run("ledger", "backup", "--data-dir", data().toString(), "--to", backup);

        for (String command : List.of("check", "export")) {
            CommandRun refused = run("ledger", command, "--data-dir", backup);
            assertThat(refused.exitStatus()).isEqualTo(2);
            assertThat(refused.err()).contains("MO-9020").contains("earlier version");
        }
        assertThat(run("ledger", "restore", "--from", backup, "--data-dir", restored)
                        .exitStatus())
                .isZero();
        assertThat(run("ledger", "check", "--data-dir", restored).exitStatus()).isZero();
    }

    @Test
    void readsTheLedgerThatTheConfigurationNames() throws Exception {
        Path config = directory.resolve("mo-server.properties");
        Files.writeString(config, "data-dir = " + data());

        CommandRun check = run("ledger", "check", "--config", config.toString());
        assertThat(check.exitStatus()).isZero();
        assertThat(check.out()).contains("2 postings");
    }

    @Test
    void saysHowALedgerInPostgresIsBackedUp() throws Exception {
        Path config = directory.resolve("mo-server.properties");
        Files.writeString(
                config, "store = postgres\npostgres-url = jdbc:postgresql://127.0.0.1:1/mo\n");
        String backup = directory.resolve("backup").toString();

        CommandRun taken = run("ledger", "backup", "--config", config.toString(), "--to", backup);
        assertThat(taken.exitStatus()).isEqualTo(2);
        assertThat(taken.err()).contains("MO-9013").contains("PostgreSQL").contains("pg_dump");

        CommandRun restored =
                run("ledger", "restore", "--from", backup, "--data-dir", directory + "/new");
        assertThat(restored.exitStatus()).isEqualTo(2);
        assertThat(restored.err()).contains("MO-9013").contains("pg_restore");
    }

    @Test
    void saysThatTheDatabaseDoesNotAnswer() throws Exception {
        Path config = directory.resolve("mo-server.properties");
        Files.writeString(
                config, "store = postgres\npostgres-url = jdbc:postgresql://127.0.0.1:1/mo\n");

        CommandRun check = run("ledger", "check", "--config", config.toString());
        assertThat(check.exitStatus()).isEqualTo(4);
        assertThat(check.err()).contains("MO-7001").contains("127.0.0.1:1");
    }

    @Test
    void saysThatThereIsNoLedger() {
        CommandRun none = run("ledger", "check", "--data-dir", directory.toString());
        assertThat(none.exitStatus()).isEqualTo(2);
        assertThat(none.err()).contains("MO-9013").contains("has no ledger in it");
    }
}
