package org.mopay.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Measurements as a Markdown table: every benchmark beside what stands beside it, with the ratio of
 * their medians. Above 1 the benchmark takes longer.
 */
final class ResultTable {
    private static final String HEAD = """
            | benchmark | µs | ± | beside | µs | ± | ratio |
            |---|---:|---:|---|---:|---:|---:|
            """;

    private final List<Measurement> measurements;

    ResultTable(List<Measurement> measurements) {
        this.measurements = measurements;
    }

    @Override
    public String toString() {
        return HEAD
                + measurements.stream()
                        .filter(each -> measurements.stream().noneMatch(each::standsBeside))
                        .map(this::rows)
                        .collect(Collectors.joining());
    }

    private String rows(Measurement measured) {
        String own = String.format(
                Locale.ROOT, "| %s %s | %s", measured.group(), measured.name(), figures(measured));
        List<Measurement> beside = measurements.stream()
                .filter(each -> each.standsBeside(measured))
                .collect(Collectors.toList());
        if (beside.isEmpty()) {
            return own + " | | | | |\n";
        }
        return beside.stream()
                .map(each -> String.format(
                        Locale.ROOT,
                        "%s | %s | %s | %.2f |%n",
                        own,
                        each.wordAfter(measured),
                        figures(each),
                        measured.median() / each.median()))
                .collect(Collectors.joining());
    }

    /** Three significant digits say all that a noisy machine can. */
    private static String figures(Measurement measured) {
        double median = measured.median();
        int decimals = median >= 100 ? 0 : median >= 10 ? 1 : 2;
        return String.format(
                Locale.ROOT, "%." + decimals + "f | %.0f%%", median, 100 * measured.spread());
    }
}
