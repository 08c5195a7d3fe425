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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * PostgreSQL's own benchmark, TPC-B: three updates, a query and an insert a transaction, committed
 * durably. On a cluster of its own in its default configuration, over TCP, scale 10, 8 clients on 2
 * threads. A PostgreSQL that the system runs is never touched.
 */
final class Pgbench {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final String USER = "mo";
    private static final int STEP_SECONDS = 120;
    private static final int TRIES = 100;

    private final Workspace workspace;
    private final Path binaries;
    private final Path log;

    private Pgbench(Workspace workspace, Path binaries) {
        this.workspace = workspace;
        this.binaries = binaries;
        this.log = workspace.path("pgbench.log");
    }

    /** Measured, or the reason why it could not be. */
    record Result(Optional<Double> perSecond, String note) {}

    static Result measure(Workspace workspace, int seconds) throws InterruptedException {
        Optional<Path> binaries = binaries();
        if (binaries.isEmpty()) {
            return new Result(Optional.empty(), "PostgreSQL is not installed");
        }
        try {
            double rate = new Pgbench(workspace, binaries.get()).run(seconds);
            return new Result(
                    Optional.of(rate), "TPC-B, -M simple -c 8 -j 2 -T " + seconds + ", scale 10");
        } catch (IOException e) {
            return new Result(Optional.empty(), "pgbench did not run: " + e.getMessage());
        }
    }

    /** The newest that is installed with everything this needs. */
    private static Optional<Path> binaries() {
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

    private double run(int seconds) throws IOException, InterruptedException {
        String cluster = workspace.path("cluster").toString();
        String port = Integer.toString(freePort());
        call(program("initdb", "-D", cluster, "-U", USER, "-A", "trust"));
        Process server = start(program(
                "postgres",
                "-D",
                cluster,
                "-p",
                port,
                "-k",
                workspace.path("").toString(),
                "-h",
                "127.0.0.1"));
        try {
            awaitReady(port);
            call(client("pgbench", port, "-i", "-q", "-s", "10", "postgres"));
            return rate(call(client(
                    "pgbench",
                    port,
                    "-M",
                    "simple",
                    "-c",
                    "8",
                    "-j",
                    "2",
                    "-T",
                    Integer.toString(seconds),
                    "postgres")));
        } finally {
            stop(server);
        }
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

    private List<String> client(String name, String port, String... arguments) {
        List<String> line = program(name, "-h", "127.0.0.1", "-p", port, "-U", USER);
        line.addAll(List.of(arguments));
        return line;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(String port) throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            Process asked = start(client("pg_isready", port, "-q"));
            if (asked.waitFor() == 0) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(STEP_SECONDS);
        }
        throw new IOException("PostgreSQL does not get ready");
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
        String said = Files.readString(log, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new IOException(lastLine(said));
        }
        return said;
    }

    private static String lastLine(String text) {
        List<String> lines = text.lines().collect(Collectors.toList());
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }

    /** What pgbench reports: transactions a second, without the time to connect. */
    static double rate(String report) throws IOException {
        Matcher found = RATE.matcher(report);
        if (!found.find()) {
            throw new IOException("no rate in: " + lastLine(report));
        }
        return Double.parseDouble(found.group(1));
    }

    /** A SIGTERM would wait for sessions; there are none any more. */
    private static void stop(Process server) throws InterruptedException {
        server.destroy();
        if (!server.waitFor(STEP_SECONDS, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }
}
