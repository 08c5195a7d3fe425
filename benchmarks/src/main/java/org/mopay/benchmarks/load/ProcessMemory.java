package org.mopay.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of a process that is in RAM, in MB.
 *
 * @param resident now
 * @param highest the most there ever was
 */
record ProcessMemory(double resident, double highest) {
    private static final double KIB_A_MEGABYTE = 1e6 / 1024;

    static ProcessMemory read(long pid) throws IOException {
        return parse(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
    }

    static ProcessMemory parse(String status) {
        return new ProcessMemory(field(status, "VmRSS:"), field(status, "VmHWM:"));
    }

    private static double field(String status, String name) {
        String line = status.lines()
                .filter(each -> each.startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + name));
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_A_MEGABYTE;
    }
}
