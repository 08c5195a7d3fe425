package org.mopay.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A PostgreSQL of our own, in its default configuration, on the loopback and in a workspace. One that
 * the system runs is never touched.
 */
final class PostgresCluster implements AutoCloseable {
    static final String USER = "mo";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final int STEP_SECONDS = 120;
    private static final int TRIES = 600;
    private static final int PAUSE_MILLIS = 50;

    private final Workspace workspace;
    private final Path binaries;
    private final Path log;
    private final int port;
    private final Process server;

    private PostgresCluster(Workspace workspace, Path binaries, String name)
            throws IOException, InterruptedException {
        this.workspace = workspace;
        this.binaries = binaries;
        this.log = workspace.path(name + ".log");
        this.port = freePort();
        String data = workspace.path(name).toString();
        call(program("initdb", "-D", data, "-U", USER, "-A", "trust"));
        this.server = start(program(
                "postgres",
                "-D",
                data,
                "-p",
                Integer.toString(port),
                "-k",
                workspace.path("").toString(),
                "-h",
                "127.0.0.1"));
    }

    /** The programs of the newest that is installed with everything this needs. */
    static Optional<Path> binaries() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Stream.of("initdb", "postgres", "pg_isready", "pgbench")
                            .allMatch(program -> Files.isExecutable(bin.resolve(program))))
                    .max(Path::compareTo);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Makes a cluster and starts its server.
     *
     * @param binaries where the programs are
     * @param name of its directory in the workspace
     */
    static PostgresCluster start(Workspace workspace, Path binaries, String name)
            throws IOException, InterruptedException {
        PostgresCluster cluster = new PostgresCluster(workspace, binaries, name);
        try {
            cluster.awaitReady();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            if (start(client("pg_isready", "-q")).waitFor() == 0) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        throw new IOException("PostgreSQL does not get ready: " + lastLine(log()));
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Runs a program of PostgreSQL's on it, and returns all that was ever said. */
    String run(String program, String... arguments) throws IOException, InterruptedException {
        return call(client(program, arguments));
    }

    /** The CPU time of all its processes, in ticks. */
    long ticks() throws IOException {
        return ProcessTimes.ticksOfFamily(server.toHandle());
    }

    /** PostgreSQL refuses to run as root: then it runs as nobody, in a namespace of its own. */
    private List<String> program(String name, String... arguments) {
        List<String> line = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            line.addAll(List.of("unshare", "-U"));
        }
        line.add(binaries.resolve(name).toString());
        line.addAll(List.of(arguments));
        return line;
    }

    private List<String> client(String name, String... arguments) {
        List<String> line =
                program(name, "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", USER);
        line.addAll(List.of(arguments));
        return line;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process start(List<String> line) throws IOException {
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        workspace.adopt(process.toHandle());
        return process;
    }

    private String call(List<String> line) throws IOException, InterruptedException {
        Process process = start(line);
        if (!process.waitFor(STEP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(line.get(0) + " takes too long");
        }
        if (process.exitValue() != 0) {
            throw new IOException(lastLine(log()));
        }
        return log();
    }

    private String log() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    static String lastLine(String text) {
        List<String> lines = text.lines().collect(Collectors.toList());
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }

    /** A SIGTERM waits for sessions to end; there are none any more. */
    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(STEP_SECONDS, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
