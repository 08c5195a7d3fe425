package org.mopay.benchmarks.load;

import java.util.SplittableRandom;

/** When the payments of a phase are due. */
interface Arrivals {
    /** Nanoseconds from the phase's start; never less for a later payment. */
    long dueNanos(int payment);

    /** As soon as an earlier one was answered: no payment waits for its time. */
    static Arrivals whenAnswered() {
        return payment -> 0;
    }

    /**
     * As independent payers come: at random times (a Poisson process), whether earlier payments were
     * answered or not.
     *
     * @param perSecond the mean rate
     * @param count how many payments
     */
    static Arrivals atRate(double perSecond, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double gapNanos = 1e9 / perSecond;
        long[] due = new long[count];
        double at = 0;
        for (int i = 0; i < count; i++) {
            at -= Math.log(1 - random.nextDouble()) * gapNanos;
            due[i] = (long) at;
        }
        return payment -> due[payment];
    }
}
