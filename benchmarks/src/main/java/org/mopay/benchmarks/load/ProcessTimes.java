package org.mopay.benchmarks.load;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The CPU time of a process and of its threads by what they are for, since it started, as Linux
 * counts it.
 *
 * @param ticks of the whole process, user and system
 * @param ticksByStage of the threads that live, by stage
 */
record ProcessTimes(long ticks, Map<String, Long> ticksByStage) {
    /** Linux shows CPU times in hundredths of a second, whatever its own clock. */
    private static final long MICROS_A_TICK = 10_000;

    private static final int USER_TIME = 11;
    private static final int CHILDREN_USER_TIME = 13;

    /** What the threads of the server are for, by how their names begin; the first that fits. */
    private static final Map<String, String> STAGES = Map.ofEntries(
            Map.entry("mo-http", "http"),
            Map.entry("mo-validation", "validation"),
            Map.entry("ledger-writer", "ledger"),
            Map.entry("mo-answer", "answers"),
            Map.entry("C1 Compiler", "compiler"),
            Map.entry("C2 Compiler", "compiler"),
            Map.entry("Sweeper", "compiler"),
            Map.entry("GC Thread", "collector"),
            Map.entry("G1 ", "collector"),
            Map.entry("VM ", "collector"));

    static ProcessTimes read(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Map<String, Long> stages = new TreeMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path thread : threads) {
                threadStat(thread)
                        .ifPresent(stat -> stages.merge(stage(name(stat)), ticks(stat), Long::sum));
            }
        }
        return new ProcessTimes(ticks(Files.readString(process.resolve("stat"))), stages);
    }

    /** The ticks of a process, of those it has started, and of those of them that have ended. */
    static long ticksOfFamily(ProcessHandle parent) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(parent.pid()), "stat"));
        long sum = ticks(stat) + ticks(stat, CHILDREN_USER_TIME);
        for (ProcessHandle child : parent.descendants().collect(Collectors.toList())) {
            sum += threadStat(Path.of("/proc", Long.toString(child.pid())))
                    .map(ProcessTimes::ticks)
                    .orElse(0L);
        }
        return sum;
    }

    /** Nothing if the thread or process has just ended. */
    private static Optional<String> threadStat(Path thread) throws IOException {
        try {
            return Optional.of(Files.readString(thread.resolve("stat")));
        } catch (NoSuchFileException ended) {
            return Optional.empty();
        }
    }

    /** The thread's name, which may hold anything, also spaces and parentheses. */
    static String name(String stat) {
        return stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    }

    /** User and system time: the 14th and 15th field of proc(5), two of them before the name's end. */
    static long ticks(String stat) {
        return ticks(stat, USER_TIME);
    }

    private static long ticks(String stat, int first) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1]);
    }

    static String stage(String thread) {
        return STAGES.entrySet().stream()
                .filter(stage -> thread.startsWith(stage.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("rest");
    }

    /** Microseconds since an earlier reading. */
    long microsSince(ProcessTimes earlier) {
        return micros(ticks - earlier.ticks);
    }

    static long micros(long ticks) {
        return ticks * MICROS_A_TICK;
    }

    /** Microseconds since an earlier reading, by stage. */
    Map<String, Long> microsByStageSince(ProcessTimes earlier) {
        Map<String, Long> spent = new TreeMap<>();
        ticksByStage.forEach((stage, now) -> spent.put(
                stage, (now - earlier.ticksByStage.getOrDefault(stage, 0L)) * MICROS_A_TICK));
        return spent;
    }
}
