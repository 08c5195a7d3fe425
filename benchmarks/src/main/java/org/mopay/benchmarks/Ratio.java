package org.mopay.benchmarks;

import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How many times as long one benchmark takes as another, once a round, with the goal it is held to.
 *
 * @param key as it stands in the JSON
 * @param goal the bound of the median over the rounds
 * @param values one a round: the median of its calls over the other's
 */
record Ratio(String key, Goal goal, List<Double> values) {

    /** A bound; what is right at it is right. */
    record Goal(Direction direction, double bound) {
        boolean isMetBy(double value) {
            return direction == Direction.AT_MOST ? value <= bound : value >= bound;
        }
    }

    enum Direction {
        AT_MOST("<="),
        AT_LEAST(">=");

        private final String sign;

        Direction(String sign) {
            this.sign = sign;
        }
    }

    /** What is asked for, in the names of benchmark methods. */
    record Definition(String key, String numerator, String denominator, Goal goal) {
        /** The ratio in these results, which have both benchmarks and the same rounds of each. */
        Ratio of(Collection<RunResult> results) {
            List<Double> above = medians(numerator, results);
            List<Double> below = medians(denominator, results);
            List<Double> values = new ArrayList<>();
            for (int round = 0; round < above.size(); round++) {
                values.add(above.get(round) / below.get(round));
            }
            return new Ratio(key, goal, values);
        }

        private static List<Double> medians(String benchmark, Collection<RunResult> results) {
            RunResult found = results.stream()
                    .filter(each -> each.getParams().getBenchmark().endsWith("." + benchmark))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(benchmark + " was not run"));
            return found.getBenchmarkResults().stream()
                    .map(Definition::median)
                    .collect(Collectors.toList());
        }

        private static double median(BenchmarkResult round) {
            return round.getPrimaryResult().getStatistics().getPercentile(50);
        }
    }

    /** Of the rounds. */
    double median() {
        List<Double> sorted = values.stream().sorted().collect(Collectors.toList());
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    boolean isMet() {
        return goal.isMetBy(median());
    }

    /** Key, median, goal, whether it is met, and every round. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-26s %5.2f  goal %s %.2f  %-6s (rounds: %s)",
                key,
                median(),
                goal.direction().sign,
                goal.bound(),
                isMet() ? "met" : "missed",
                values.stream()
                        .map(each -> String.format(Locale.ROOT, "%.2f", each))
                        .collect(Collectors.joining(", ")));
    }
}
