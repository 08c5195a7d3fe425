package org.mopay.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A temporary directory and the processes that work in it. Both are gone when it is closed, and also
 * when this process is ended by a signal.
 */
public final class Workspace implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final Path directory;
    private final List<ProcessHandle> processes = new CopyOnWriteArrayList<>();
    private final Thread onSignal = new Thread(this::clear, "workspace-clear");

    private Workspace(Path directory) {
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(onSignal);
    }

    /** Makes a directory on the disk of the system's temporary files. */
    public static Workspace create(String name) throws IOException {
        return new Workspace(Files.createTempDirectory(name));
    }

    /** A path in the directory. */
    public Path path(String name) {
        return directory.resolve(name);
    }

    /** Has a process killed at the end, if it has not ended before. */
    public void adopt(ProcessHandle process) {
        processes.removeIf(each -> !each.isAlive());
        processes.add(process);
    }

    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException endingAnyway) {
            return;
        }
    }

    private synchronized void clear() {
        for (ProcessHandle process : processes) {
            process.destroyForcibly();
            process.onExit()
                    .completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
        try {
            delete(directory);
        } catch (IOException left) {
            System.err.println(directory + " could not be removed: " + left.getMessage());
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> found;
        try (Stream<Path> walk = Files.walk(directory)) {
            found = walk.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
        }
        for (Path each : found) {
            Files.deleteIfExists(each);
        }
    }
}
