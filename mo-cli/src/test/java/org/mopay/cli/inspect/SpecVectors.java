package org.mopay.cli.inspect;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The specification's test vectors, as they lie in its jar. */
final class SpecVectors {
    private SpecVectors() {}

    static List<JsonObject> of(String file) {
        String path = "/org/mopay/spec/vectors/" + file + ".json";
        try (InputStream in = SpecVectors.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new AssertionError(path + " is missing from the class path");
            }
            List<JsonObject> vectors = new ArrayList<>();
            JsonObject document = JsonParser.parseReader(
                            new InputStreamReader(in, StandardCharsets.UTF_8))
                    .getAsJsonObject();
            for (JsonElement vector : document.getAsJsonArray("vectors")) {
                vectors.add(vector.getAsJsonObject());
            }
            return vectors;
        } catch (IOException e) {
            throw new AssertionError(path, e);
        }
    }

    static JsonObject named(String file, String name) {
        return of(file).stream()
                .filter(vector -> vector.get("name").getAsString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no vector " + name + " in " + file));
    }

    static String input(JsonObject vector, String member) {
        return vector.getAsJsonObject("input").get(member).getAsString();
    }

    static String output(JsonObject vector, String member) {
        return vector.getAsJsonObject("output").get(member).getAsString();
    }
}
