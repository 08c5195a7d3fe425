package org.mopay.core.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * What the core adds to an app, measured with R8 on the examples: they enrol, pay and receive. Run by
 * the profile {@code footprint}, as docs/android.md says, and not by the normal build.
 */
class Footprint {
    private static final String KEEP_THE_APP =
            "-keep class " + ExampleApp.MAIN + " { public static void main(java.lang.String[]); }";

    @TempDir
    Path directory;

    @Test
    void aShrunkAppStillPays() throws Exception {
        Path app = app();
        List<Path> core = ExampleApp.core();
        report("mo-core", Files.size(core.get(0)));
        long all = 0;
        for (Path jar : core) {
            all += Files.size(jar);
        }
        report("mo-core and all it needs", all);

        Path shrunk = shrink(app, "shrunk.jar", "--classfile");
        forgetSignatures(shrunk);
        assertThat(ExampleApp.run("-cp", shrunk.toString(), ExampleApp.MAIN))
                .isEqualTo("payer SETTLED, payee SETTLED");
        report("the app shrunk, as classes for a JVM", Files.size(shrunk));

        Path android = shrink(app, "android.zip", "--min-api", "26");
        try (JarFile zip = new JarFile(android.toFile())) {
            JarEntry dex = zip.getJarEntry("classes.dex");
            report("the app shrunk, classes.dex", dex.getSize());
            report("the same, compressed", dex.getCompressedSize());
        }
    }

    private Path app() throws IOException {
        Path classes = directory.resolve("classes");
        assertThat(ExampleApp.compile(
                        classes,
                        ExampleApp.sources(),
                        "--class-path",
                        ExampleApp.path(ExampleApp.core())))
                .isEmpty();
        Path jar = directory.resolve("app.jar");
        int status = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "cf", jar.toString(), "-C", classes.toString(), ".");
        assertThat(status).isZero();
        return jar;
    }

    /** With the rules in the core's own jar and none else but for the app's entry. */
    private Path shrink(Path app, String name, String... options) throws Exception {
        Path result = directory.resolve(name);
        Path keep = Files.writeString(directory.resolve("app.pro"), KEEP_THE_APP);
        Path rules = Files.writeString(directory.resolve("core.pro"), rulesOfTheCore());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-cp",
                System.getProperty("mo.r8"),
                "com.android.tools.r8.R8",
                "--release",
                "--lib",
                System.getProperty("java.home"),
                "--pg-conf",
                keep.toString(),
                "--pg-conf",
                rules.toString(),
                "--output",
                result.toString()));
        command.addAll(List.of(options));
        Stream.concat(Stream.of(app), ExampleApp.core().stream())
                .forEach(jar -> command.add(jar.toString()));
        Path said = directory.resolve("r8.log");
        Process r8 = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(r8.waitFor()).as(Files.readString(said)).isZero();
        return result;
    }

    /** Of Bouncy Castle's jar: they no longer fit, and a JVM, unlike an app's build, looks at them. */
    private static void forgetSignatures(Path jar) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar);
                DirectoryStream<Path> signatures =
                        Files.newDirectoryStream(zip.getPath("META-INF"), "*.{SF,RSA,DSA}")) {
            for (Path signature : signatures) {
                Files.delete(signature);
            }
        }
    }

    private static String rulesOfTheCore() throws IOException {
        try (JarFile core = new JarFile(ExampleApp.core().get(0).toFile())) {
            JarEntry rules = core.getJarEntry("META-INF/proguard/mo-core.pro");
            return new String(core.getInputStream(rules).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void report(String what, long bytes) {
        System.out.printf(Locale.ROOT, "%,12d bytes  %s%n", bytes, what);
    }
}
