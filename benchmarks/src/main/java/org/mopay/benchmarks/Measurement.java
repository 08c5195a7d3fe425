package org.mopay.benchmarks;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * What was measured of one benchmark.
 *
 * @param group the class, without the word Benchmark
 * @param name the method
 * @param median of the calls of all rounds, in microseconds
 * @param spread half the distance between the 10th and the 90th percentile, as a part of the median
 */
record Measurement(String group, String name, double median, double spread) {
    static Measurement of(RunResult result) {
        String[] names = result.getParams().getBenchmark().split("\\.");
        Statistics times = result.getPrimaryResult().getStatistics();
        double median = times.getPercentile(50);
        return new Measurement(
                names[names.length - 2].replace("Benchmark", ""),
                names[names.length - 1],
                median,
                (times.getPercentile(90) - times.getPercentile(10)) / 2 / median);
    }

    /** Whether this is what the other stands beside: its name is the other's and one word more. */
    boolean standsBeside(Measurement other) {
        return group.equals(other.group)
                && name.startsWith(other.name)
                && name.length() > other.name.length()
                && Character.isUpperCase(name.charAt(other.name.length()));
    }

    /** What follows the other's name, such as Floor. */
    String wordAfter(Measurement other) {
        return name.substring(other.name.length());
    }
}
