package org.mopay.core.fuzz;

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

/** The specification's vectors as inputs: a message that is added there is fuzzed from then on. */
final class Seeds {
    private static final Path VECTORS = Path.of("../protocol-spec/vectors");

    private Seeds() {}

    /** Every message type's encodings, and what is malformed. */
    static List<Bytes> messages() throws IOException {
        List<Bytes> seeds = new ArrayList<>();
        for (JsonObject vector : vectors("messages")) {
            seeds.add(hex(vector, "output", "encoded"));
        }
        for (JsonObject vector : vectors("malformed")) {
            seeds.add(hex(vector, "input", "encoded"));
        }
        return seeds;
    }

    /** Every frame of the whole conversations, behind a byte that cuts the stream. */
    static List<Bytes> frames() throws IOException {
        List<Bytes> seeds = new ArrayList<>();
        for (JsonObject vector : vectors("conversations")) {
            for (JsonElement frame : vector.getAsJsonObject("output").getAsJsonArray("frames")) {
                seeds.add(Bytes.concat(Bytes.of((byte) 7), Bytes.ofHex(frame.getAsString())));
            }
        }
        return seeds;
    }

    /** Links and QR texts. */
    static List<Bytes> texts() throws IOException {
        List<Bytes> seeds = new ArrayList<>();
        for (JsonObject vector : vectors("carriers")) {
            JsonObject output = vector.getAsJsonObject("output");
            for (String member : List.of("link", "qr_text")) {
                if (output.has(member)) {
                    seeds.add(Bytes.ofUtf8(output.get(member).getAsString()));
                }
            }
        }
        return seeds;
    }

    private static Bytes hex(JsonObject vector, String part, String member) {
        return Bytes.ofHex(vector.getAsJsonObject(part).get(member).getAsString());
    }

    private static List<JsonObject> vectors(String file) throws IOException {
        List<JsonObject> vectors = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(VECTORS.resolve(file + ".json"))) {
            JsonObject document = JsonParser.parseReader(reader).getAsJsonObject();
            for (JsonElement vector : document.getAsJsonArray("vectors")) {
                vectors.add(vector.getAsJsonObject());
            }
        }
        return vectors;
    }
}
