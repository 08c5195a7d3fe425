package org.mopay.core;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.mopay.core.bytes.Bytes;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Test vectors of others, which lie beside the project and are not part of it. Where they are
 * missing, the tests that ask for them are skipped and say so.
 */
public final class OutsideVectors {
    private static final Path DIRECTORY =
            Path.of(System.getProperty("mo.vectors", "../../shared/vectors"));

    private OutsideVectors() {}

    /** The content of a file under the vectors' directory. */
    public static JsonElement read(String path) throws IOException {
        Path file = DIRECTORY.resolve(path);
        assumeTrue(Files.exists(file), "no outside vectors at " + file);
        try (Reader reader = Files.newBufferedReader(file)) {
            return JsonParser.parseReader(reader);
        }
    }

    /** The test groups of a Wycheproof file. */
    public static List<JsonObject> wycheproofGroups(String name) throws IOException {
        JsonElement file = read("wycheproof/" + name);
        return objects(file.getAsJsonObject(), "testGroups");
    }

    /** The objects of an array member. */
    public static List<JsonObject> objects(JsonObject parent, String member) {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonElement element : parent.getAsJsonArray(member)) {
            objects.add(element.getAsJsonObject());
        }
        return objects;
    }

    /** A member written in hex. */
    public static Bytes hex(JsonObject object, String member) {
        return Bytes.ofHex(object.get(member).getAsString());
    }

    /** A member that is text. */
    public static String text(JsonObject object, String member) {
        return object.get(member).getAsString();
    }
}
