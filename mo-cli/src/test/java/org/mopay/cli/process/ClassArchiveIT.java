package org.mopay.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The archive that the build made of the classes, and files that are none. */
class ClassArchiveIT {
    private static final Path ROOT = Path.of(System.getProperty("mo.root", ".."));

    @TempDir
    Path directory;

    @Test
    void isWhereACommandGetsItsClassesFrom() throws Exception {
        Path log = directory.resolve("log");

        run(
                Installation.own(),
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

    private String explain(Installation installation, String... options) throws Exception {
        return run(installation, List.of(options), "explain", "MO-2005");
    }

    /** What a command says on its output and its error stream. */
    private String run(Installation installation, List<String> options, String... command)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(installation.java());
        line.addAll(options);
        line.addAll(List.of("-cp", installation.classPath(), "org.mopay.cli.Main"));
        line.addAll(List.of(command));
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
