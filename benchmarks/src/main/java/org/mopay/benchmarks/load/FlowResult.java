package org.mopay.benchmarks.load;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What came of a flow. */
public final class FlowResult {
    private static final long HIGHEST_MICROS = 120_000_000;
    private static final int DIGITS = 3;
    private static final double MILLI = 1e3;
    private static final int MOST_FAULTS = 5;

    private final Histogram latencies = new Histogram(HIGHEST_MICROS, DIGITS);
    private final List<Long> settledBySecond = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<SignedPayment> unanswered = new ArrayList<>();
    private int sent;
    private long settled;
    private long failed;
    private long unsent;

    void settled(long startNanos, long sinceNanos, long nowNanos) {
        settled++;
        latencies.recordValue(Math.min(HIGHEST_MICROS, (nowNanos - sinceNanos) / 1000));
        int second = (int) ((nowNanos - startNanos) / 1_000_000_000L);
        while (settledBySecond.size() <= second) {
            settledBySecond.add(0L);
        }
        settledBySecond.set(second, settledBySecond.get(second) + 1);
    }

    void failed(String fault) {
        failed++;
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault);
        }
    }

    void unanswered(List<SignedPayment> payments) {
        unanswered.addAll(payments);
    }

    void sent(int payments) {
        sent = payments;
    }

    void unsent(long payments) {
        unsent += payments;
    }

    public long settled() {
        return settled;
    }

    /** Payments whose answer was something else. */
    public long failed() {
        return failed;
    }

    /** Payments that were sent and never answered. */
    public List<SignedPayment> unanswered() {
        return List.copyOf(unanswered);
    }

    /** How many of the flow's payments were sent; the first ones. */
    public int sent() {
        return sent;
    }

    /** Payments that were to be settled and were not, for whatever reason. */
    long faulty() {
        return failed + unsent + unanswered.size();
    }

    /** Payments that were due and could not be sent in time. */
    long unsent() {
        return unsent;
    }

    /** The first few of what went wrong. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** The median of the rates of all whole seconds: the first and the last one are not. */
    double medianRate() {
        int whole = settledBySecond.size() - 2;
        if (whole < 1) {
            throw new IllegalStateException("the phase lasted less than three seconds");
        }
        return median(settledBySecond.subList(1, 1 + whole));
    }

    static double median(List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
    }

    double latencyMillis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / MILLI;
    }

    double highestMillis() {
        return latencies.getMaxValue() / MILLI;
    }
}
