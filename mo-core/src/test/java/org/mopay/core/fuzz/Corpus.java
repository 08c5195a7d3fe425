package org.mopay.core.fuzz;

import org.mopay.core.bytes.Bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Between the kept inputs and the directories that a fuzzer works on; run by {@code ./fuzz}:
 * {@code list}, {@code unpack TARGET DIRECTORY} and {@code keep TARGET DIRECTORY}.
 */
public final class Corpus {
    /** The most that is kept of one target, in bytes; the smallest inputs go first. */
    private static final int BUDGET = 6000;

    private Corpus() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "list" -> {
                for (FuzzTarget target : FuzzTarget.values()) {
                    System.out.println(target.label());
                }
            }
            case "unpack" -> unpack(FuzzTarget.named(args[1]), Path.of(args[2]));
            case "keep" -> keep(FuzzTarget.named(args[1]), Path.of(args[2]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void unpack(FuzzTarget target, Path directory) throws Exception {
        List<Bytes> inputs = target.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            Files.write(directory.resolve("seed-" + i), inputs.get(i).toArray());
        }
    }

    private static void keep(FuzzTarget target, Path directory) throws IOException {
        List<Bytes> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.collect(Collectors.toList())) {
                found.add(Bytes.copyOf(Files.readAllBytes(file)));
            }
        }
        found.sort(Comparator.comparingInt(Bytes::size).thenComparing(Comparator.naturalOrder()));
        StringBuilder lines = new StringBuilder();
        int budget = BUDGET;
        for (Bytes input : found) {
            budget -= input.size() + 1;
            if (budget >= 0) {
                lines.append(input.hex()).append('\n');
            }
        }
        Files.writeString(target.file(), lines);
    }
}
