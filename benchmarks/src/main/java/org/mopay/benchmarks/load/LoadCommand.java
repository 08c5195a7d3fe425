package org.mopay.benchmarks.load;

import org.mopay.core.crypto.CryptoProvider;
import org.mopay.server.crypto.NativeCryptoProvider;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** {@code load}: how much the real server settles, and how soon. */
@Command(
        name = "load",
        description = "Loads the real server over TLS and HTTP/2, and says what it settles.")
public final class LoadCommand implements Callable<Integer> {
    private static final int FLOOR_BATCHES = 40;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    boolean help;

    @Option(names = "--quick", description = "A first look, within a minute; not to be quoted.")
    private boolean quick;

    @Option(
            names = "--native",
            defaultValue = "auto",
            paramLabel = "auto|bouncycastle",
            description = "The server's cryptography.")
    private String cryptography;

    @Mixin
    private StorageOption store = new StorageOption();

    @Option(names = "--accounts", paramLabel = "N", description = "People in the store.")
    private int accounts;

    @Option(names = "--payments", paramLabel = "M", description = "Past payments in the store.")
    private long payments;

    @Option(names = "--idle", paramLabel = "N", description = "Idle connections to hold.")
    private int idle;

    @Option(names = "--slow", paramLabel = "N", description = "Slow clients to hold.")
    private int slow;

    @Option(names = "--seed", defaultValue = "1", description = "Everything follows from it.")
    private long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures there.")
    private Path json;

    @Override
    public Integer call() throws Exception {
        LoadPlan plan = quick ? LoadPlan.QUICK : LoadPlan.FULL;
        if (accounts > 0) {
            plan = plan.withWallets(accounts);
        }
        try (Workspace workspace = Workspace.create("mo-load")) {
            Loaded loaded;
            try (Storage storage = store.open(workspace)) {
                loaded = load(plan, workspace, storage);
            }
            LoadReport report = report(plan, workspace, loaded);
            System.out.print(report);
            if (json != null) {
                Files.write(json, report.json().getBytes(StandardCharsets.UTF_8));
            }
            return report.faults() == 0 ? 0 : 1;
        }
    }

    /** What was found while the server ran. */
    private record Loaded(
            SeededDirectory seeded,
            LoadRun.Measured measured,
            Optional<LoadRun.Held> held,
            ProcessMemory memory) {}

    private Loaded load(LoadPlan plan, Workspace workspace, Storage storage) throws Exception {
        CryptoProvider driver = provider("auto");
        SeededDirectory seeded = SeededDirectory.create(
                workspace.path("data"),
                storage,
                Town.forPayments(
                        seed, plan.wallets(), SeedCommand.MERCHANTS, payments + plan.budget()),
                payments,
                driver,
                this::progress);
        progress("seeded " + plan.wallets() + " people and " + payments + " past payments");
        try (ServerUnderLoad server =
                ServerUnderLoad.start(workspace, seeded, List.of("--cryptography", cryptography))) {
            PaymentMint mint = LoadRun.mint(server, seeded, driver);
            try (LoadClient client = new LoadClient(
                    server.address(),
                    LoadRun.CONNECTIONS,
                    new AnswerCheck(server.trusted(seeded.keys(), driver)))) {
                LoadRun run = new LoadRun(
                        server, storage, client, mint, plan, seed, payments, this::progress);
                LoadRun.Measured measured = run.measure();
                Optional<LoadRun.Held> held = idle + slow == 0
                        ? Optional.empty()
                        : Optional.of(run.measureHeld(idle, slow, measured.highestRate()));
                ProcessMemory memory = ProcessMemory.read(server.pid());
                server.stop();
                return new Loaded(seeded, measured, held, memory);
            }
        }
    }

    private static CryptoProvider provider(String name) {
        return name.equals("auto")
                ? NativeCryptoProvider.find(LoadCommand.class.getClassLoader())
                : CryptoProvider.bouncyCastle();
    }

    private LoadReport report(LoadPlan plan, Workspace workspace, Loaded loaded)
            throws GeneralSecurityException, InterruptedException, IOException {
        progress("disk");
        DiskFloor disk = DiskFloor.measure(workspace.path("disk"), plan.diskSeconds());
        progress("cryptographic floor");
        CryptoProvider crypto = provider(cryptography);
        double floor = CryptoFloor.micros(crypto, loaded.seeded().town().random(0), FLOOR_BATCHES);
        progress("pgbench");
        Pgbench.Result pgbench = Pgbench.measure(workspace, plan.pgbenchSeconds());
        LoadRun.Measured measured = loaded.measured();
        double settled = measured.closed().settled();
        LoadRun.Spent spent = measured.spent();
        Map<String, Double> stages = new TreeMap<>();
        spent.after()
                .microsByStageSince(spent.before())
                .forEach((stage, micros) -> stages.put(stage, micros / settled));
        List<LoadReport.Rate> rates = new ArrayList<>();
        long faults = measured.closed().faulty();
        for (LoadRun.Step step : measured.steps()) {
            rates.add(LoadReport.Rate.of(step.share(), step.perSecond(), step.result()));
            faults += step.result().faulty();
        }
        return new LoadReport(
                conditions(plan, loaded.seeded(), crypto),
                measured.highestRate(),
                spent.after().microsSince(spent.before()) / settled,
                stages,
                spent.storeMicros() / settled,
                spent.driverMicros() / settled,
                spent.othersShare(),
                floor,
                disk,
                rates,
                loaded.held(),
                loaded.memory(),
                pgbench,
                faults);
    }

    private Map<String, String> conditions(
            LoadPlan plan, SeededDirectory seeded, CryptoProvider crypto) {
        Map<String, String> conditions = Machine.describe();
        conditions.put("store", seeded.storage().name());
        conditions.put("provider", crypto.name());
        conditions.put("accounts", Integer.toString(plan.wallets()));
        conditions.put("past_payments", Long.toString(payments));
        conditions.put("seed", Long.toString(seed));
        conditions.put("length", quick ? "quick: not warm, not to be quoted" : "full");
        conditions.put(
                "command",
                "benchmarks/run "
                        + String.join(" ", spec.commandLine().getParseResult().originalArgs()));
        return conditions;
    }

    private void progress(String text) {
        System.err.println("load: " + text);
    }
}
