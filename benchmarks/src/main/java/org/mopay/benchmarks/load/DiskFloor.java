package org.mopay.benchmarks.load;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How long this disk takes to make a commit's worth of bytes durable, over and over in one file as a
 * write-ahead log does. No answer comes sooner, and none comes while the disk stalls.
 *
 * @param p99 milliseconds
 * @param highest milliseconds
 */
record DiskFloor(double p99, double highest) {
    private static final int COMMIT = 64 * 1024;
    private static final long LOG = 32L * 1024 * 1024;
    private static final int DIGITS = 3;
    private static final double MICROS_A_MILLI = 1e3;

    /** Writes and syncs for so long. */
    static DiskFloor measure(Path file, double seconds) throws IOException {
        Histogram micros = new Histogram(DIGITS);
        ByteBuffer commit = ByteBuffer.allocateDirect(COMMIT);
        try (FileChannel log =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long at = 0; at < LOG; at += COMMIT) {
                log.write(commit.clear(), at);
            }
            log.force(true);
            long end = System.nanoTime() + (long) (seconds * 1e9);
            for (long at = 0; System.nanoTime() < end; at = (at + COMMIT) % LOG) {
                long start = System.nanoTime();
                log.write(commit.clear(), at);
                log.force(true);
                micros.recordValue((System.nanoTime() - start) / 1000);
            }
        }
        return new DiskFloor(
                micros.getValueAtPercentile(99) / MICROS_A_MILLI,
                micros.getMaxValue() / MICROS_A_MILLI);
    }
}
