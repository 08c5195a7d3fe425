package org.mopay.cli.vectors.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mopay.cli.vectors.JsonDocument;
import org.mopay.cli.vectors.Result;
import org.mopay.cli.vectors.Result.Verdict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Every vector can fail: in each of them every value is altered, one at a time. */
class OwnVectorsTest {
    private static final Path DIRECTORY = Path.of("../protocol-spec/vectors");
    private static final OwnVectors FORMAT = new OwnVectors();

    private static JsonObject document(OwnKind kind) throws Exception {
        Path file = DIRECTORY.resolve(kind.kind() + ".json");
        return JsonDocument.parse(Files.readAllBytes(file)).getAsJsonObject();
    }

    /** The verdict on a file of this one vector. */
    private static Verdict verdict(OwnKind kind, JsonObject vector) throws Exception {
        JsonArray vectors = new JsonArray();
        vectors.add(vector);
        List<Result> results = FORMAT.check(new Members()
                .with("about", "")
                .with("kind", kind.kind())
                .with("vectors", vectors)
                .build());
        assertThat(results).hasSize(1);
        return results.get(0).verdict();
    }

    @ParameterizedTest
    @EnumSource
    void failsWhereAnyDigitIsAltered(OwnKind kind) throws Exception {
        int altered = 0;
        for (JsonElement element : document(kind).getAsJsonArray("vectors")) {
            JsonObject vector = element.getAsJsonObject();
            assertThat(verdict(kind, vector)).as("%s", vector).isEqualTo(Verdict.PASSED);
            altered += assertEveryStringCounts(kind, vector, "output", ".+");
            // An altered input of these is most often refused with the very same code.
            if (kind != OwnKind.MALFORMED) {
                altered += assertEveryStringCounts(kind, vector, "input", "([0-9a-f]{2})+");
            }
        }
        assertThat(altered).isPositive();
    }

    private static int assertEveryStringCounts(
            OwnKind kind, JsonObject vector, String part, String form) throws Exception {
        int altered = 0;
        for (Map.Entry<String, JsonElement> member :
                vector.getAsJsonObject(part).entrySet()) {
            JsonElement value = member.getValue();
            if (value.isJsonPrimitive()
                    && value.getAsJsonPrimitive().isString()
                    && value.getAsString().matches(form)) {
                JsonObject copy = vector.deepCopy();
                copy.getAsJsonObject(part)
                        .addProperty(member.getKey(), altered(value.getAsString()));
                assertThat(verdict(kind, copy))
                        .as("%s of %s", member.getKey(), vector.get("name"))
                        .isEqualTo(Verdict.FAILED);
                altered++;
            }
        }
        return altered;
    }

    /** Another digit in the middle: the ends of an X25519 key hold bits that do not count. */
    private static String altered(String value) {
        int middle = value.length() / 2;
        char other = value.charAt(middle) == '0' ? '1' : '0';
        return value.substring(0, middle) + other + value.substring(middle + 1);
    }

    @Test
    void failsWhereAFrameOfAConversationIsAlteredOrMissing() throws Exception {
        JsonObject vector =
                document(OwnKind.CONVERSATIONS).getAsJsonArray("vectors").get(0).getAsJsonObject();
        JsonArray frames = vector.getAsJsonObject("output").getAsJsonArray("frames");
        assertThat(frames).hasSize(5);
        for (int i = 0; i < frames.size(); i++) {
            JsonObject copy = vector.deepCopy();
            JsonArray others = copy.getAsJsonObject("output").getAsJsonArray("frames");
            JsonElement frame = others.remove(i);
            assertThat(verdict(OwnKind.CONVERSATIONS, copy)).isEqualTo(Verdict.FAILED);
            others.add(frame);
            if (i < frames.size() - 1) {
                assertThat(verdict(OwnKind.CONVERSATIONS, copy)).isEqualTo(Verdict.FAILED);
            }
        }
    }

    /** A member that is not known is an error, not something to skip. */
    @ParameterizedTest
    @EnumSource
    void failsWhereAMemberIsUnknown(OwnKind kind) throws Exception {
        JsonObject document = document(kind);
        JsonObject vector = document.getAsJsonArray("vectors").get(0).getAsJsonObject();
        for (String part : List.of("input", "output")) {
            JsonObject copy = vector.deepCopy();
            copy.getAsJsonObject(part).addProperty("unknown", "");
            assertThat(verdict(kind, copy)).as(part).isEqualTo(Verdict.FAILED);
        }
        JsonObject copy = vector.deepCopy();
        copy.addProperty("unknown", "");
        assertThat(verdict(kind, copy)).isEqualTo(Verdict.FAILED);
        document.addProperty("unknown", "");
        assertThat(FORMAT.check(document))
                .filteredOn(result -> result.verdict() == Verdict.FAILED)
                .extracting(Result::vector)
                .containsExactly("the file");
    }

    @Test
    void failsWhereAnOutputIsMissing() throws Exception {
        JsonObject vector =
                document(OwnKind.DIGESTS).getAsJsonArray("vectors").get(0).getAsJsonObject();
        vector.getAsJsonObject("output").remove("context");
        assertThat(verdict(OwnKind.DIGESTS, vector)).isEqualTo(Verdict.FAILED);
    }
}
