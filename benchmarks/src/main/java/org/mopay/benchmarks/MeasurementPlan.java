package org.mopay.benchmarks;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.util.concurrent.TimeUnit;

/**
 * How long each benchmark is measured.
 *
 * @param rounds how often all benchmarks are run, each time in a fresh JVM
 * @param warmups iterations that don't count
 * @param warmupMillis length of each
 * @param measurements iterations that count
 * @param measurementMillis length of each
 * @param rehearsals how often a payment, and its floor, is run before all that: most of a payment's
 *     code runs once a payment, and is compiled only after some ten thousand, however long they take
 */
record MeasurementPlan(
        int rounds,
        int warmups,
        int warmupMillis,
        int measurements,
        int measurementMillis,
        int rehearsals) {
    /** Gives medians that can be written down. */
    static final MeasurementPlan FULL = new MeasurementPlan(3, 4, 1000, 3, 500, 12_000);

    /** Gives ratios in a few minutes. */
    static final MeasurementPlan RATIOS = new MeasurementPlan(3, 3, 1000, 4, 500, 12_000);

    /** A first look. */
    static final MeasurementPlan QUICK = new MeasurementPlan(1, 3, 300, 3, 200, 0);

    /**
     * One round of one benchmark: one thread, one collector thread. Single calls are timed, for the
     * median of calls stays right where the mean would count what else the machine does.
     */
    Options options(String benchmark) {
        return new OptionsBuilder()
                .include("^" + benchmark.replace(".", "\\.") + "$")
                .mode(Mode.SampleTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .param("rehearsals", Integer.toString(rehearsals))
                .forks(1)
                .jvmArgs("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC")
                .warmupIterations(warmups)
                .warmupTime(TimeValue.milliseconds(warmupMillis))
                .measurementIterations(measurements)
                .measurementTime(TimeValue.milliseconds(measurementMillis))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }
}
