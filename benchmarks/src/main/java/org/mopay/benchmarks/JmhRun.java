package org.mopay.benchmarks;

import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Runs benchmarks in rounds, all of them once a round: what slows the machine down for a minute
 * slows a benchmark and its floor alike, and their ratio stays.
 */
final class JmhRun {
    private final MeasurementPlan plan;
    private final PrintStream progress;

    JmhRun(MeasurementPlan plan, PrintStream progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** The full names of all benchmarks with the pattern in their names. */
    static List<String> names(String pattern) {
        OutputFormat silent =
                OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT);
        return BenchmarkList.defaultList().find(silent, List.of(pattern), List.of()).stream()
                .map(BenchmarkListEntry::getUsername)
                .collect(Collectors.toList());
    }

    /** One result a benchmark, of all its rounds. */
    List<RunResult> run(List<String> names) throws RunnerException {
        Map<String, List<BenchmarkResult>> results = new TreeMap<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(i);
                progress.println(String.format(
                        Locale.ROOT,
                        "round %d of %d, %d of %d: %s",
                        round,
                        plan.rounds(),
                        i + 1,
                        names.size(),
                        shortName(name)));
                RunResult result = new Runner(plan.options(name)).runSingle();
                results.computeIfAbsent(name, each -> new ArrayList<>())
                        .addAll(result.getBenchmarkResults());
            }
        }
        return results.values().stream()
                .map(all -> new RunResult(all.get(0).getParams(), all))
                .collect(Collectors.toList());
    }

    /** Class and method. */
    private static String shortName(String name) {
        return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    }
}
