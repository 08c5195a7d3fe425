package org.mopay.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What README and javadoc show of Java is a part of an example, word for word. */
class SnippetsTest {
    private static final Path ROOT = Path.of(System.getProperty("mo.root", ".."));
    private static final Pattern README_BLOCK =
            Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern JAVADOC_BLOCK =
            Pattern.compile("<pre>\\{@code\n(.*?)\n \\* \\}</pre>", Pattern.DOTALL);

    private final List<String> examples = files(
                    ROOT.resolve("mo-core/src/test/java/org/mopay/examples"))
            .filter(file -> !file.toString().endsWith("Test.java"))
            .map(file -> normalised(read(file)))
            .toList();

    @Test
    void theReadmeShowsAnExample() {
        assertThat(blocks(README_BLOCK, ROOT.resolve("README.md")))
                .isNotEmpty()
                .allSatisfy(this::isPartOfAnExample);
    }

    @Test
    void theTutorialsShowExamples() {
        List<String> blocks = files(ROOT.resolve("mo-core/src/main/java"))
                .filter(file -> file.endsWith("package-info.java"))
                .flatMap(file -> blocks(JAVADOC_BLOCK, file).stream())
                .map(block -> block.replaceAll("(?m)^ \\* ?", ""))
                .toList();

        assertThat(blocks).hasSizeGreaterThan(4).allSatisfy(this::isPartOfAnExample);
    }

    private void isPartOfAnExample(String block) {
        assertThat(examples).anyMatch(example -> example.contains(normalised(block)));
    }

    /** Every line without its indentation, and none that is blank. */
    private static String normalised(String code) {
        return code.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static List<String> blocks(Pattern pattern, Path file) {
        return pattern.matcher(read(file))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> walked = Files.walk(folder)) {
            return walked.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
