package org.mopay.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own benchmark, TPC-B: three updates, a query and an insert a transaction, committed
 * durably. On a cluster of its own in its default configuration, over TCP, scale 10, 8 clients on 2
 * threads.
 */
final class Pgbench {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private Pgbench() {}

    /** Measured, or the reason why it could not be. */
    record Result(Optional<Double> perSecond, String note) {}

    static Result measure(Workspace workspace, int seconds) throws InterruptedException {
        Optional<Path> binaries = PostgresCluster.binaries();
        if (binaries.isEmpty()) {
            return new Result(Optional.empty(), "PostgreSQL is not installed");
        }
        try (PostgresCluster cluster =
                PostgresCluster.start(workspace, binaries.get(), "pgbench")) {
            cluster.run("pgbench", "-i", "-q", "-s", "10", "postgres");
            String report = cluster.run(
                    "pgbench",
                    "-M",
                    "simple",
                    "-c",
                    "8",
                    "-j",
                    "2",
                    "-T",
                    Integer.toString(seconds),
                    "postgres");
            return new Result(
                    Optional.of(rate(report)),
                    "TPC-B, -M simple -c 8 -j 2 -T " + seconds + ", scale 10");
        } catch (IOException e) {
            return new Result(Optional.empty(), "pgbench did not run: " + e.getMessage());
        }
    }

    /** What pgbench reports: transactions a second, without the time to connect. */
    static double rate(String report) throws IOException {
        Matcher found = RATE.matcher(report);
        if (!found.find()) {
            throw new IOException("no rate in: " + PostgresCluster.lastLine(report));
        }
        return Double.parseDouble(found.group(1));
    }
}
