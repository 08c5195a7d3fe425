package org.mopay.benchmarks.load;

import org.mopay.server.crypto.NativeCryptoProvider;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code seed}: writes a data directory in which the server starts with people in it. */
@Command(
        name = "seed",
        description = "Fills a data directory with accounts, devices and past payments.")
public final class SeedCommand implements Callable<Integer> {
    static final int MERCHANTS = 100;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    boolean help;

    @Option(
            names = "--accounts",
            defaultValue = "20000",
            paramLabel = "N",
            description = "People; merchants come on top.")
    private int accounts;

    @Option(
            names = "--payments",
            defaultValue = "0",
            paramLabel = "M",
            description = "Past payments.")
    private long payments;

    @Option(names = "--seed", defaultValue = "1", description = "Everything follows from it.")
    private long seed;

    @Option(
            names = "--dir",
            required = true,
            paramLabel = "DIR",
            description = "The directory; no ledger is in it yet.")
    private Path directory;

    @Override
    public Integer call() throws Exception {
        long start = System.nanoTime();
        SeededDirectory.create(
                directory,
                Storage.sqlite(),
                Town.forPayments(seed, accounts, MERCHANTS, payments),
                payments,
                NativeCryptoProvider.find(SeedCommand.class.getClassLoader()),
                SeedCommand::progress);
        progress("done in " + (System.nanoTime() - start) / 1_000_000_000 + " s");
        return 0;
    }

    private static void progress(String text) {
        System.err.println("seed: " + text);
    }
}
