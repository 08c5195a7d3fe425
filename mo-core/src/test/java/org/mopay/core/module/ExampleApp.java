package org.mopay.core.module;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import com.google.protobuf.Message;

import org.bouncycastle.math.ec.rfc7748.X25519;
import org.mopay.core.Phone;
import org.mopay.core.SeededRandom;
import org.mopay.core.TestValidator;
import org.mopay.core.WireValidator;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Signed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/** The examples as an app of their own: compiled against the core's jar, and run by another JVM. */
final class ExampleApp {
    static final String MAIN = "org.mopay.examples.Main";

    private static final Path ROOT = Path.of(System.getProperty("mo.root", ".."));
    private static final Path SOURCES =
            ROOT.resolve("mo-core/src/test/java/org/mopay/examples").toAbsolutePath();

    private ExampleApp() {}

    /** The core and all that it needs, each from where this test has it. */
    static List<Path> core() {
        return Stream.of(
                        Phone.class,
                        Signed.class,
                        Message.class,
                        X25519.class,
                        HmacOneTimePasswordGenerator.class)
                .map(ExampleApp::home)
                .toList();
    }

    private static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** The sources of the examples, without the test that runs them here. */
    static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")
                            && !file.toString().endsWith("Test.java")
                            && !file.endsWith("package-info.java"))
                    .toList();
        }
    }

    /** Compiles for a class path or a module path, whichever the options say; gives what javac says. */
    static String compile(Path into, List<Path> sources, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--release", "17", "-d", into.toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        Path said = Files.createTempFile(into.getParent(), "javac", null);
        try (var out = Files.newOutputStream(said)) {
            ToolProvider.getSystemJavaCompiler()
                    .run(null, out, out, arguments.toArray(String[]::new));
        }
        return Files.readString(said);
    }

    static String path(List<Path> entries) {
        return String.join(
                System.getProperty("path.separator"),
                entries.stream().map(Path::toString).toList());
    }

    /** Runs {@link #MAIN} and is its validator, until it says how the payment ended. */
    static String run(String... options) throws IOException, ProtocolException {
        WireValidator validator = new WireValidator(new SeededRandom(SeededRandom.seedOfThisRun()));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        Process app = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        app.onExit().orTimeout(120, TimeUnit.SECONDS).exceptionally(late -> app.destroyForcibly());
        try (BufferedReader calls = app.inputReader(UTF_8);
                PrintStream answers = new PrintStream(app.getOutputStream(), true, UTF_8)) {
            answers.println(validator.activationLink("payer"));
            answers.println(validator.activationLink("payee"));
            answers.println(TestValidator.NOW);
            String line = calls.readLine();
            while (line != null && line.startsWith("/")) {
                String[] call = line.split(" ", 2);
                answers.println(
                        validator.post(call[0], Bytes.ofBase64Url(call[1])).base64Url());
                line = calls.readLine();
            }
            return line == null ? "nothing" : line;
        } finally {
            app.destroyForcibly();
        }
    }
}
