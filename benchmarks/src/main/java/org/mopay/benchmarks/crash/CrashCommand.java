package org.mopay.benchmarks.crash;

import org.mopay.benchmarks.load.Storage;
import org.mopay.benchmarks.load.StorageOption;
import org.mopay.benchmarks.load.Workspace;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.server.crypto.NativeCryptoProvider;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/** {@code crash}: kills the server under load, and looks for payments that it forgot. */
@Command(
        name = "crash",
        description = "Kills the real server under load, over and over, and reads its books.")
public final class CrashCommand implements Callable<Integer> {
    private static final int THRESHOLD_MISSED = 5;
    private static final int INTEGRITY_FAILURE = 6;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    boolean help;

    @Option(names = "--kills", defaultValue = "20", paramLabel = "N", description = "How many.")
    private int kills;

    @Option(names = "--seed", description = "Of a campaign to repeat; drawn if it is not given.")
    private long seed = new SplittableRandom().nextLong() >>> 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures there.")
    private Path json;

    @Mixin
    private StorageOption store = new StorageOption();

    @Override
    public Integer call() throws Exception {
        progress("seed " + seed);
        CryptoProvider crypto = NativeCryptoProvider.find(CrashCommand.class.getClassLoader());
        try (Workspace workspace = Workspace.create("mo-crash");
                Storage storage = store.open(workspace)) {
            CrashReport report =
                    CrashRun.run(workspace, storage, crypto, seed, kills, CrashCommand::progress);
            System.out.print(report);
            if (json != null) {
                Files.write(json, report.json().getBytes(StandardCharsets.UTF_8));
            }
            if (!report.isSound()) {
                return INTEGRITY_FAILURE;
            }
            return report.restartsInTime() ? 0 : THRESHOLD_MISSED;
        }
    }

    private static void progress(String text) {
        System.err.println("crash: " + text);
    }
}
