package org.mopay.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The CPU time of the whole machine since it started, in ticks.
 *
 * @param busy of everybody, and what a hypervisor kept for others
 * @param total idle time included
 */
record MachineTimes(long busy, long total) {
    /** Fields of the first line of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal. */
    private static final int FIELDS = 8;

    private static final int IDLE = 3;
    private static final int WAITING = 4;

    static MachineTimes read() throws IOException {
        return parse(Files.readString(Path.of("/proc/stat")));
    }

    static MachineTimes parse(String stat) {
        String line = stat.lines().findFirst().orElseThrow();
        long[] ticks = Arrays.stream(line.trim().split(" +"))
                .skip(1)
                .limit(FIELDS)
                .mapToLong(Long::parseLong)
                .toArray();
        long total = Arrays.stream(ticks).sum();
        return new MachineTimes(total - ticks[IDLE] - ticks[WAITING], total);
    }

    /**
     * The share of the machine that others have had since an earlier reading: work that a figure was
     * disturbed by.
     *
     * @param ownTicks of the processes that were measured
     */
    double othersSince(MachineTimes earlier, long ownTicks) {
        return Math.max(0, busy - earlier.busy - ownTicks) / (double) (total - earlier.total);
    }
}
