package org.mopay.cli.vectors.own;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import org.mopay.cli.vectors.VectorObject;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the test vectors of the specification; run by {@code protocol-spec/vectors/generate}, never
 * by a build. What it writes is reviewed and committed; {@link VectorsTest} only compares.
 */
final class VectorGenerator {
    private static final Gson JSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private VectorGenerator() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 1) {
            throw new IllegalArgumentException("one argument: the directory to write to");
        }
        for (VectorFile file : VectorFile.all()) {
            write(Path.of(args[0], file.name() + ".json"), document(file));
        }
    }

    /** A whole file. */
    static JsonObject document(VectorFile file) throws Exception {
        JsonArray vectors = new JsonArray();
        for (VectorFile.Scenario scenario : file.scenarios()) {
            VectorObject input = VectorObject.of(scenario.name(), scenario.input());
            vectors.add(new Members()
                    .with("name", scenario.name())
                    .with("input", scenario.input())
                    .with("output", file.kind().output(input))
                    .build());
        }
        return new Members()
                .with("about", file.about())
                .with("kind", file.name())
                .with("vectors", vectors)
                .build();
    }

    private static void write(Path path, JsonObject document) throws IOException {
        Files.writeString(path, JSON.toJson(document) + "\n", StandardCharsets.UTF_8);
    }
}
