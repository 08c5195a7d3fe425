package org.mopay.benchmarks;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code ratios}: measures the ratios that the phone's speed is judged by, each beside its goal. */
@Command(
        name = "ratios",
        description = "Measures the phone's ratios, in about five minutes, each beside its goal.")
final class RatiosCommand implements Callable<Integer> {
    private static final String XX = "HandshakeBenchmark.xx";
    private static final String PAYMENT = "PaymentBenchmark.payment";

    static final List<Ratio.Definition> DEFINITIONS = List.of(
            new Ratio.Definition("xx_over_floor", XX, XX + "Floor", atMost(1.15)),
            new Ratio.Definition("noise_java_over_xx", XX + "NoiseJava", XX, atLeast(2.8)),
            new Ratio.Definition("payment_over_floor", PAYMENT, PAYMENT + "Floor", atMost(1.3)),
            new Ratio.Definition(
                    "noise_java_over_native_xx", XX + "NoiseJava", XX + "Native", atLeast(5.5)));

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    boolean help;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Also write the medians there, as a JSON object.")
    private Path json;

    private static Ratio.Goal atMost(double bound) {
        return new Ratio.Goal(Ratio.Direction.AT_MOST, bound);
    }

    private static Ratio.Goal atLeast(double bound) {
        return new Ratio.Goal(Ratio.Direction.AT_LEAST, bound);
    }

    @Override
    public Integer call() throws RunnerException, IOException {
        List<RunResult> results = new JmhRun(MeasurementPlan.RATIOS, System.err).run(benchmarks());
        List<Ratio> ratios =
                DEFINITIONS.stream().map(each -> each.of(results)).collect(Collectors.toList());
        ratios.forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "a payment allocates %,d bytes on both phones%n",
                Allocation.ofPayment());
        if (json != null) {
            Files.writeString(json, json(ratios));
        }
        return 0;
    }

    /** The full names of what the ratios are made of, each once. */
    static List<String> benchmarks() {
        List<String> needed = DEFINITIONS.stream()
                .flatMap(each -> Stream.of(each.numerator(), each.denominator()))
                .distinct()
                .collect(Collectors.toList());
        return JmhRun.names(".*").stream()
                .filter(name -> needed.stream().anyMatch(each -> name.endsWith("." + each)))
                .collect(Collectors.toList());
    }

    /** One member a ratio. */
    static String json(List<Ratio> ratios) {
        return ratios.stream()
                .map(each ->
                        String.format(Locale.ROOT, "  \"%s\": %.3f", each.key(), each.median()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }
}
