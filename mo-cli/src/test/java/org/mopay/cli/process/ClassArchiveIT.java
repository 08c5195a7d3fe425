package org.mopay.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The archive that the build made of the classes, one of a copy, and files that are none. */
class ClassArchiveIT {
    private static final Path ROOT =
            Path.of(System.getProperty("mo.root", "..")).toAbsolutePath();

    @TempDir
    Path directory;

    @BeforeEach
    void skipWhereJavaMakesNone() {
        // The build has failed if an archive could be made and was not.
        assumeTrue(
                Files.exists(Installation.own().archive()),
                "the build found that this Java makes no archives");
    }

    @Test
    void isWhereACommandGetsItsClassesFrom() throws Exception {
        assertGetsItsClassesFromItsArchive(Installation.own());
    }

    private void assertGetsItsClassesFromItsArchive(Installation installation) throws Exception {
        Path log = directory.resolve("log");
        assertThat(installation.archive()).exists();

        run(
                installation,
                List.of("-Xlog:class+load:file=" + log),
                "vectors",
                "check",
                ROOT.resolve("protocol-spec/vectors/signatures.json").toString());

        List<String> lines = Files.readAllLines(log);
        assertThat(lines).anyMatch(line -> fromArchive(line, "org.mopay.cli.Main"));
        // Of a jar that was signed.
        assertThat(lines)
                .anyMatch(line -> fromArchive(line, "org.bouncycastle.math.ec.rfc8032.Ed25519"));
    }

    private static boolean fromArchive(String line, String name) {
        return line.contains(" " + name + " ") && line.endsWith("source: shared objects file");
    }

    @Test
    void isMadeOfJarsInAnyOrderAndWithNoSettingOfTheUser() throws Exception {
        Path library = Files.createDirectory(directory.resolve("library"));
        for (Path jar : jars(Installation.own().archive().resolveSibling(""))) {
            Files.copy(jar, library.resolve(jar.getFileName()));
        }
        Path older = Files.createFile(
                library.resolve("java-" + Runtime.version().feature() + ".0.0+1.jsa"));
        // Nothing starts that reads one of these.
        Path user = Files.createDirectory(directory.resolve("user"));
        Files.writeString(user.resolve("mo-server.properties"), "no-such-setting=1\n");
        Map<String, String> environment = Map.of("MO_PORT", "no number");
        // As the shell's * may give them, or a file system's directory.
        List<Path> jars = jars(library);
        String sorted = join(jars);
        jars.sort(Comparator.reverseOrder());

        run(
                user,
                environment,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        join(jars),
                        ClassArchive.class.getName()));

        Path archive = library.resolve(Installation.own().archive().getFileName());
        assertGetsItsClassesFromItsArchive(new Installation(sorted, archive));
        assertThat(older).doesNotExist();
        assertThat(directory.resolve("library")).isDirectoryNotContaining("glob:**.new");
        assertThat(user).isDirectoryNotContaining("glob:**/mo-server");
    }

    private static List<Path> jars(Path library) throws IOException {
        try (Stream<Path> files = Files.list(library)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }

    private static String join(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void isDoneWithoutAndInSilenceWhenItDoesNotFit() throws Exception {
        Installation own = Installation.own();
        Path damaged = Files.writeString(directory.resolve("damaged"), "no archive");
        Path missing = directory.resolve("missing");
        Path otherJar = Files.write(directory.resolve("empty.jar"), new byte[0]);
        String otherJars = otherJar + File.pathSeparator + own.classPath();
        String said = explain(own, "-Xshare:off");

        assertThat(said).contains("MO-2005");
        assertThat(explain(new Installation(own.classPath(), damaged))).isEqualTo(said);
        assertThat(explain(new Installation(own.classPath(), missing))).isEqualTo(said);
        assertThat(explain(new Installation(otherJars, own.archive()))).isEqualTo(said);
    }

    @Test
    void leavesWhatTheOperatorHasJavaLog() throws Exception {
        Path log = directory.resolve("gc.log");

        run(
                directory,
                Map.of("JDK_JAVA_OPTIONS", "-Xlog:gc*:file=" + log),
                line(Installation.own(), List.of(), "explain", "MO-2005"));

        assertThat(log).content().contains("[gc");
    }

    private String explain(Installation installation, String... options) throws Exception {
        return run(installation, List.of(options), "explain", "MO-2005");
    }

    /** What a command says on its output and its error stream. */
    private String run(Installation installation, List<String> options, String... command)
            throws IOException, InterruptedException {
        return run(directory, Map.of(), line(installation, options, command));
    }

    private static List<String> line(
            Installation installation, List<String> options, String... command) {
        List<String> line = new ArrayList<>(installation.java());
        line.addAll(options);
        line.addAll(List.of("-cp", installation.classPath(), "org.mopay.cli.Main"));
        line.addAll(List.of(command));
        return line;
    }

    private String run(Path where, Map<String, String> environment, List<String> line)
            throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor()).as(() -> said(output)).isZero();
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    private static String said(Path output) {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
