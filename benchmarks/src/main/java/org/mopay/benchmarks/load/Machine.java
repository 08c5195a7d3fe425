package org.mopay.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a figure was measured on. */
public final class Machine {
    private Machine() {}

    /** Processor, kernel and Java, by name. */
    public static Map<String, String> describe() {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("machine", Runtime.getRuntime().availableProcessors() + " x " + processor());
        described.put(
                "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        described.put("jdk", System.getProperty("java.vm.vendor") + " " + Runtime.version());
        return described;
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }
}
