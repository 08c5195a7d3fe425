package org.mopay.core.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of {@code protocol-spec}, as they lie in the source tree. */
final class SpecificationText {
    /** The project's root. */
    static final Path ROOT = Path.of(System.getProperty("mo.root", ".."));

    /** The specification's directory. */
    static final Path DIRECTORY = ROOT.resolve("protocol-spec");

    private SpecificationText() {}

    /** The numbered chapters, in order. */
    static List<Path> chapters() {
        return list(DIRECTORY, path -> path.getFileName().toString().matches("\\d\\d-.*\\.md"));
    }

    /** Chapters and README. */
    static List<Path> documents() {
        return list(DIRECTORY, path -> path.toString().endsWith(".md"));
    }

    static List<Path> protos() {
        return list(DIRECTORY.resolve("proto/mo/v1"), path -> path.toString().endsWith(".proto"));
    }

    private static List<Path> list(Path directory, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(wanted).sorted().collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        return String.join("\n", lines(file));
    }

    /** The rows of a registry without its head; RFC 4180 without line breaks inside fields. */
    static List<List<String>> registry(String name) {
        return lines(DIRECTORY.resolve("registries").resolve(name)).stream()
                .skip(1)
                .map(SpecificationText::fields)
                .collect(Collectors.toList());
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (char character : line.toCharArray()) {
            if (character == '"') {
                quoted = !quoted;
            } else if (character == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(character);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
