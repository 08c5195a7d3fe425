package org.mopay.core.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sources of the tests of all modules: which tests there are, and what they cite. */
final class TestSources {
    private static final Pattern METHOD =
            Pattern.compile(" {4}(?:public |static )*[\\w<>?, ]+ (\\w+)\\(.*");
    private static final Pattern TEST =
            Pattern.compile(" {4}@(?:Parameterized|Repeated)?Test\\b.*" + "| {4}@TestFactory\\b.*");
    private static final Pattern CITATION = Pattern.compile("\\s*// cites (.*)");

    private TestSources() {}

    /**
     * A test's word for a requirement.
     *
     * @param number what is cited, such as HS-07
     * @param test {@code Class.method}
     */
    record Citation(String number, String test) {}

    /** All tests as {@code Class.method}. */
    static Set<String> tests() {
        Set<String> tests = new TreeSet<>();
        for (Path file : files()) {
            boolean test = false;
            for (String line : SpecificationText.lines(file)) {
                test |= TEST.matcher(line).matches();
                Matcher method = METHOD.matcher(line);
                if (test && method.matches()) {
                    tests.add(className(file) + "." + method.group(1));
                    test = false;
                }
            }
        }
        return tests;
    }

    /** All citations; one that no method follows is an error. */
    static List<Citation> citations() {
        List<Citation> citations = new ArrayList<>();
        for (Path file : files()) {
            List<String> open = new ArrayList<>();
            for (String line : SpecificationText.lines(file)) {
                Matcher citation = CITATION.matcher(line);
                Matcher method = METHOD.matcher(line);
                if (citation.matches()) {
                    open.addAll(List.of(citation.group(1).split(", ")));
                } else if (method.matches() && !open.isEmpty()) {
                    String test = className(file) + "." + method.group(1);
                    open.forEach(number -> citations.add(new Citation(number, test)));
                    open.clear();
                }
            }
            if (!open.isEmpty()) {
                throw new IllegalStateException(file + ": no test follows // cites " + open);
            }
        }
        return citations;
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static List<Path> files() {
        try (Stream<Path> modules = Files.list(SpecificationText.ROOT)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .flatMap(TestSources::sources)
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> sources(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .collect(Collectors.toList())
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
