package org.mopay.cli.process;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import org.mopay.cli.output.Failure;
import org.mopay.core.error.ErrorCode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One {@code mo --json ...} command in a process of its own, on the Java and the jars of this one.
 * Its events are kept as they come; {@link #await} waits for one of them.
 */
public final class MoProcess implements AutoCloseable {
    /** A light compiler and collector, as the launcher has them for whatever is soon over. */
    private static final List<String> SHORT_LIVED =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** The memory and the collector that the launcher gives a server. */
    private static final List<String> SERVER =
            List.of("-Xmx416m", "-XX:+UseParallelGC", "-XX:MaxNewSize=96m");

    private final Process process;
    private final String command;
    private final Consumer<JsonObject> listener;
    private final List<JsonObject> events = new ArrayList<>();
    private boolean ended;

    private MoProcess(Process process, String command, Consumer<JsonObject> listener) {
        this.process = process;
        this.command = command;
        this.listener = listener;
    }

    /**
     * Starts a command.
     *
     * @param errors the file that its error stream is appended to
     * @param listener hears of every event, on another thread
     * @param arguments without {@code --json}
     */
    public static MoProcess start(
            Path errors, Consumer<JsonObject> listener, List<String> arguments) throws Failure {
        return start(errors, listener, SHORT_LIVED, arguments);
    }

    /**
     * Starts {@code mo server} as the launcher does it: with the optimising compiler.
     *
     * @param errors the file that its log is appended to
     * @param settings {@code --key value}
     */
    public static MoProcess startServer(Path errors, List<String> settings) throws Failure {
        List<String> arguments = new ArrayList<>(List.of("server"));
        arguments.addAll(settings);
        return start(errors, event -> {}, SERVER, arguments);
    }

    /**
     * Starts a command that no setting of the user's reaches.
     *
     * @param directory where it runs, and leaves what it says to its error stream
     * @param listener hears of every event, on another thread
     * @param arguments without {@code --json}; names of files from the root on
     */
    public static MoProcess startApart(
            Path directory, Consumer<JsonObject> listener, List<String> arguments) throws Failure {
        return startApart(directory, listener, SHORT_LIVED, arguments);
    }

    /** As {@link #startApart(Path, Consumer, List)}, with options of Java. */
    static MoProcess startApart(
            Path directory,
            Consumer<JsonObject> listener,
            List<String> options,
            List<String> arguments)
            throws Failure {
        ProcessBuilder builder = builder(directory.resolve("errors.log"), options, arguments);
        setApart(builder, directory);
        return start(builder, listener, arguments);
    }

    /**
     * Hides the environment and the files of the working directory, where a server finds its settings.
     * What is left of the environment is how the names of files are encoded.
     */
    static void setApart(ProcessBuilder builder, Path directory) {
        builder.directory(directory.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> !name.equals("LANG") && !name.startsWith("LC_"));
    }

    private static MoProcess start(
            Path errors,
            Consumer<JsonObject> listener,
            List<String> options,
            List<String> arguments)
            throws Failure {
        return start(builder(errors, options, arguments), listener, arguments);
    }

    private static ProcessBuilder builder(
            Path errors, List<String> options, List<String> arguments) {
        List<String> line = java(options);
        line.addAll(arguments);
        line.add("--json");
        return new ProcessBuilder(line).redirectError(Redirect.appendTo(errors.toFile()));
    }

    private static MoProcess start(
            ProcessBuilder builder, Consumer<JsonObject> listener, List<String> arguments)
            throws Failure {
        String command =
                "mo " + String.join(" ", arguments.subList(0, Math.min(2, arguments.size())));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            MoProcess started = new MoProcess(process, command, listener);
            Thread reader = new Thread(started::read, command);
            reader.setDaemon(true);
            reader.start();
            return started;
        } catch (IOException e) {
            throw Failure.of(ErrorCode.COMMAND_FAILED, command + ": " + e.getMessage(), e);
        }
    }

    private static List<String> java(List<String> options) {
        Installation installation = Installation.own();
        List<String> line = installation.java();
        line.addAll(options);
        if (Runtime.version().feature() >= 23) {
            line.add("--enable-native-access=ALL-UNNAMED");
            line.add("--sun-misc-unsafe-memory-access=allow");
        }
        line.addAll(List.of("-cp", installation.classPath(), "org.mopay.cli.Main"));
        return line;
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonObject event = JsonParser.parseString(line).getAsJsonObject();
                synchronized (this) {
                    events.add(event);
                    notifyAll();
                }
                listener.accept(event);
            }
        } catch (IOException | JsonParseException | IllegalStateException e) {
            process.destroyForcibly();
        } finally {
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }
    }

    /** Everything it has said so far. */
    public synchronized List<JsonObject> events() {
        return List.copyOf(events);
    }

    /** The first event of a name that it has said so far. */
    public Optional<JsonObject> find(String name) {
        return events().stream().filter(event -> named(event, name)).findFirst();
    }

    private static boolean named(JsonObject event, String name) {
        return event.get("event").getAsString().equals(name);
    }

    /** Waits for the first event of a name. */
    public JsonObject await(String name, Duration patience) throws Failure {
        return await(name, 1, patience);
    }

    /** Waits for the event of a name that is said for the n-th time. */
    public synchronized JsonObject await(String name, int nth, Duration patience) throws Failure {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            List<JsonObject> found =
                    events.stream().filter(event -> named(event, name)).toList();
            if (found.size() >= nth) {
                return found.get(nth - 1);
            }
            long rest = (end - System.nanoTime()) / 1_000_000;
            if (ended || rest <= 0) {
                throw Failure.of(
                        ErrorCode.COMMAND_FAILED,
                        command + " did not say '" + name + "' but " + events);
            }
            try {
                wait(rest);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    /** Waits for its end and for its last event. */
    public int exitCode(Duration patience) throws Failure {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Failure.of(ErrorCode.COMMAND_FAILED, command + " does not end");
            }
            synchronized (this) {
                while (!ended) {
                    wait(patience.toMillis());
                }
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The operating system's id. */
    public long pid() {
        return process.pid();
    }

    /** Asks it to stop (SIGTERM) and waits. */
    public void stop(Duration patience) throws Failure {
        process.destroy();
        exitCode(patience);
    }

    /** Kills it (SIGKILL) if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static Failure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return Failure.of(ErrorCode.COMMAND_FAILED, "interrupted", e);
    }
}
