package org.mopay.benchmarks.load;

import java.util.List;

/**
 * How long and how much.
 *
 * @param wallets people in the store
 * @param budget payments that there are aliases for
 * @param warmUpSeconds at load, before anything is measured, at least
 * @param warmUpPayments settled before anything is measured, at least: code is compiled by how often
 *     it ran, and on a busy machine the seconds alone warm nothing
 * @param growth by how much the rate of the last step of the warm-up may be above the one before
 * @param closedSeconds of the phase that finds the highest rate
 * @param openSeconds of each phase at a given rate
 * @param shares of the highest rate that are measured
 * @param diskSeconds of commits without a server
 * @param pgbenchSeconds of the comparison
 */
record LoadPlan(
        int wallets,
        long budget,
        double warmUpSeconds,
        long warmUpPayments,
        double growth,
        double closedSeconds,
        double openSeconds,
        List<Double> shares,
        double diskSeconds,
        int pgbenchSeconds) {
    static final LoadPlan FULL = new LoadPlan(
            20_000, 1_600_000, 25, 60_000, 1.05, 20, 15, List.of(0.25, 0.5, 0.75, 0.9), 15, 20);

    /** A first look: the server is hardly warm, so its figures are not to be quoted. */
    static final LoadPlan QUICK =
            new LoadPlan(5_000, 400_000, 8, 20_000, 100, 6, 4, List.of(0.5, 0.9), 2, 5);

    /** The same with another number of people. */
    LoadPlan withWallets(int other) {
        return new LoadPlan(
                other,
                budget,
                warmUpSeconds,
                warmUpPayments,
                growth,
                closedSeconds,
                openSeconds,
                shares,
                diskSeconds,
                pgbenchSeconds);
    }
}
