package org.mopay.benchmarks;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code jmh}: runs the JMH benchmarks, prints the table, writes JMH's JSON. */
@Command(
        name = "jmh",
        description = "Runs the JMH benchmarks; the table goes to the standard output.")
final class JmhCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    boolean help;

    @Parameters(
            arity = "0..1",
            defaultValue = ".*",
            paramLabel = "PATTERN",
            description = "A regular expression to be found in Class.method; all without it.")
    private String pattern;

    @Option(names = "--quick", description = "One fork and few short iterations: a first look.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write JMH's JSON there.")
    private Path json;

    @Override
    public Integer call() throws RunnerException, IOException {
        MeasurementPlan plan = quick ? MeasurementPlan.QUICK : MeasurementPlan.FULL;
        List<RunResult> results = new JmhRun(plan, System.err).run(JmhRun.names(pattern));
        if (results.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no benchmark matches " + pattern);
        }
        System.out.print(new ResultTable(
                results.stream().map(Measurement::of).collect(Collectors.toList())));
        if (json != null) {
            write(results);
        }
        return 0;
    }

    private void write(List<RunResult> results) throws IOException {
        try (PrintStream out = new PrintStream(json.toString(), StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        }
    }
}
