package org.mopay.cli.demo;

import com.google.gson.JsonObject;

import org.mopay.cli.http.OperatorClient;
import org.mopay.cli.operator.ServerDirectory;
import org.mopay.cli.output.Failure;
import org.mopay.cli.process.MoProcess;
import org.mopay.core.error.ErrorCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The processes of the demo and their directory; both are gone when the stage is closed. No setting
 * of the user's reaches them: it may be of the server that people pay with.
 */
final class Stage implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final boolean keep;
    private final List<MoProcess> processes = new ArrayList<>();
    private final Thread hook = new Thread(this::clear, "demo-clear");

    private Stage(Path directory, boolean keep) {
        this.directory = directory;
        this.keep = keep;
    }

    /** A stage in a directory that stays, or in a temporary one. */
    static Stage in(Path kept) throws Failure {
        try {
            return new Stage(Files.createDirectories(kept).toAbsolutePath(), true).guarded();
        } catch (IOException e) {
            throw Failure.of(ErrorCode.FILE_UNREADABLE, kept.toString(), e);
        }
    }

    static Stage temporary() throws Failure {
        try {
            return new Stage(Files.createTempDirectory("mo-demo"), false).guarded();
        } catch (IOException e) {
            throw Failure.of(ErrorCode.FILE_UNREADABLE, "the directory for temporary files", e);
        }
    }

    /** Nothing is left behind, also when the user interrupts. */
    private Stage guarded() {
        Runtime.getRuntime().addShutdownHook(hook);
        return this;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    OperatorClient operator() throws Failure {
        return new ServerDirectory(path("server")).client(PATIENCE);
    }

    synchronized MoProcess start(Consumer<JsonObject> listener, String... arguments)
            throws Failure {
        MoProcess process = MoProcess.startApart(directory, listener, List.of(arguments));
        processes.add(process);
        return process;
    }

    MoProcess start(String... arguments) throws Failure {
        return start(event -> {}, arguments);
    }

    /** A command of the phone in the directory of that name. */
    MoProcess phone(Consumer<JsonObject> listener, String phone, String... arguments)
            throws Failure {
        List<String> line = new ArrayList<>(List.of("phone"));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--dir", path(phone).toString()));
        return start(listener, line.toArray(String[]::new));
    }

    MoProcess phone(String phone, String... arguments) throws Failure {
        return phone(event -> {}, phone, arguments);
    }

    private synchronized void clear() {
        processes.forEach(MoProcess::close);
        if (keep) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(Stage::delete);
        } catch (IOException e) {
            // The operating system clears its temporary files in time.
            return;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The operating system clears its temporary files in time.
            return;
        }
    }

    @Override
    public void close() {
        clear();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
