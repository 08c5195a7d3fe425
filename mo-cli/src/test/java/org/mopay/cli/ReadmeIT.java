package org.mopay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every command block of the README, run in its order in one shell, as a reader would. */
class ReadmeIT {
    private static final Path ROOT = Path.of(System.getProperty("mo.root", ".."));
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);

    /** The build that runs this test. */
    private static final String BUILD = "./mvnw verify\n";

    @TempDir
    Path directory;

    @Test
    void everyCommandOfTheReadmeWorks() throws Exception {
        List<String> blocks = blocks("sh");
        assertThat(blocks).contains(BUILD).hasSizeGreaterThan(4);
        String script =
                blocks.stream().filter(block -> !block.equals(BUILD)).collect(Collectors.joining());
        Files.createSymbolicLink(directory.resolve("mo"), ROOT.resolve("mo").toAbsolutePath());
        Path output = directory.resolve("output");
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = shell.start();
        boolean ended = process.waitFor(240, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroy);
        String said = Files.readString(output, StandardCharsets.UTF_8);

        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("settled").contains("MO-6001");
    }

    /** The output shown below the demo has the same lines as the real one, figures aside. */
    @Test
    void showsTheDemosRealLadder() throws IOException {
        String shown = blocks("text").get(0);

        assertThat(shown)
                .contains("e, ee, s, es")
                .contains("s, se")
                .contains("MO-2005")
                .contains("MO-6001");
    }

    private static List<String> blocks(String language) throws IOException {
        Matcher matcher =
                BLOCK.matcher(Files.readString(ROOT.resolve("README.md"), StandardCharsets.UTF_8));
        return matcher.results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .collect(Collectors.toList());
    }
}
