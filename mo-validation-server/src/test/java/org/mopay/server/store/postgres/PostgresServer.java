package org.mopay.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.SecretBytes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A PostgreSQL server that a test starts itself, from the binaries that the machine has, on the
 * loopback and in a directory of its own. Tests are skipped where there are none.
 */
final class PostgresServer implements AutoCloseable {
    static final String SUPERUSER = "mo";

    private static final List<String> PROGRAMS = List.of("initdb", "postgres", "pg_basebackup");
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path binaries;
    private final Path directory;
    private final Path data;
    private final int port;
    private @Nullable Process process;

    private PostgresServer(Path binaries, Path directory) throws IOException {
        this.binaries = binaries;
        this.directory = directory;
        this.data = directory.resolve("data");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
    }

    /** One server for all tests of this process. */
    private static final class Shared {
        private static final PostgresServer SERVER = start();

        private static PostgresServer start() {
            try {
                Path directory = Files.createTempDirectory("mo-postgres");
                PostgresServer server = create(directory);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    server.kill();
                    delete(directory);
                }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static PostgresServer shared() {
        binaries();
        return Shared.SERVER;
    }

    /** Makes a server under the directory and starts it. */
    static PostgresServer create(Path directory) throws IOException {
        PostgresServer server = new PostgresServer(binaries(), directory);
        server.run(
                "initdb",
                "-D",
                server.data.toString(),
                "-A",
                "trust",
                "-U",
                SUPERUSER,
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync");
        server.configure("wal_level = replica", "max_wal_senders = 4", "max_connections = 60");
        server.start();
        return server;
    }

    /** Copies this server to a standby that takes over every commit before it is answered. */
    PostgresServer createStandby(Path directory) throws IOException {
        PostgresServer standby = new PostgresServer(binaries, directory);
        run(
                "pg_basebackup",
                "-D",
                standby.data.toString(),
                "-R",
                "-X",
                "stream",
                "-d",
                "host=127.0.0.1 port=" + port + " user=" + SUPERUSER + " application_name=standby",
                "--no-sync",
                "--checkpoint=fast");
        standby.start();
        execute("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'standby'");
        execute("postgres", "SELECT pg_reload_conf()");
        await(() -> first("postgres", "SELECT sync_state FROM pg_stat_replication")
                .equals(Optional.of("sync")));
        return standby;
    }

    /** Makes the standby a primary. */
    void promote() {
        execute("postgres", "SELECT pg_promote(true)");
    }

    /** Fails an assumption where no server can be run. */
    private static Path binaries() {
        Stream<Path> inPath = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of);
        Optional<Path> found = Stream.concat(installed(), inPath)
                .filter(directory -> PROGRAMS.stream()
                        .allMatch(program -> Files.isExecutable(directory.resolve(program))))
                .findFirst();
        assumeTrue(
                found.isPresent(),
                "PostgreSQL is not installed: no initdb in /usr/lib/postgresql/*/bin or PATH");
        return found.get();
    }

    private static Stream<Path> installed() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin")).toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private void configure(String... lines) throws IOException {
        Files.write(data.resolve("postgresql.conf"), List.of(lines), StandardOpenOption.APPEND);
    }

    void start() throws IOException {
        process = builder(
                        "postgres",
                        "-D",
                        data.toString(),
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
                .start();
        await(() -> first("postgres", "SELECT 1").isPresent());
    }

    private File log() {
        return directory.resolve("log").toFile();
    }

    /** PostgreSQL does not run as root, but as nobody of a user namespace. */
    private ProcessBuilder builder(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(directory.toFile());
    }

    private void run(String program, String... arguments) throws IOException {
        Process running = builder(program, arguments)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
                .start();
        int exit = running.onExit().join().exitValue();
        assertThat(exit).as(() -> program + " failed: " + readLog()).isZero();
    }

    private String readLog() {
        try {
            return Files.readString(log().toPath());
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Ends it as a power cut would. */
    void kill() {
        Process running = Objects.requireNonNull(process);
        List<ProcessHandle> all = Stream.concat(
                        Stream.of(running.toHandle()), running.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        await(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Override
    public void close() {
        kill();
    }

    /** A condition that something else makes true. */
    @FunctionalInterface
    interface Condition {
        boolean holds();
    }

    static void await(Condition condition) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited for a minute").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    /** A new database with a name of its own. */
    String createDatabase() {
        String name = "ledger" + DATABASES.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name);
        return name;
    }

    PostgresSettings settings(String database, String writer) {
        return settings(database, writer, LEASE);
    }

    PostgresSettings settings(String database, String writer, Duration lease) {
        return settingsOf(url(database), writer, lease);
    }

    /** Of this server, or of the other when that is the primary. */
    PostgresSettings settings(PostgresServer other, String database, String writer) {
        String hosts = "jdbc:postgresql://127.0.0.1:" + port + ",127.0.0.1:" + other.port + "/";
        return settingsOf(hosts + database, writer, LEASE);
    }

    private static PostgresSettings settingsOf(String url, String writer, Duration lease) {
        return new PostgresSettings(
                url,
                SUPERUSER,
                Optional.<SecretBytes>empty(),
                writer,
                lease,
                Duration.ofSeconds(20));
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), SUPERUSER, "");
    }

    void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first value of an answer; empty if there is none, or the server does not answer. */
    Optional<String> first(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
