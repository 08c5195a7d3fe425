package org.mopay.cli.vectors.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.message.MessageType;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compares the specification's test vectors with what the core computes; writes nothing. */
class VectorsTest {
    private static final Path DIRECTORY = Path.of("../protocol-spec/vectors");

    // cites ENC-03, ENC-04, ENC-06, ENC-07, ENC-08, ENC-09, ENC-10, ENC-12, ENC-13
    // cites ENC-37, ENC-38, HS-07, HS-12, HS-13, OTP-01, PAY-44, PAY-54
    @TestFactory
    Stream<DynamicContainer> theCoreComputesWhatTheVectorsSay() {
        return VectorFile.all().stream()
                .map(file -> DynamicContainer.dynamicContainer(
                        file.name(), vectors(file).stream().map(vector -> test(file, vector))));
    }

    private static DynamicTest test(VectorFile file, JsonObject vector) {
        String name = vector.get("name").getAsString();
        return DynamicTest.dynamicTest(name, () -> {
            assertThat(vector.keySet()).containsExactlyInAnyOrder("name", "input", "output");
            VectorObject input = VectorObject.of(name, vector.getAsJsonObject("input"));
            JsonObject output = file.kind().output(input);
            assertThat(output).isEqualTo(vector.getAsJsonObject("output"));
            assertThat(input.unread()).as("members of the input nobody reads").isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void theFileHoldsEveryScenarioOnce(VectorFile file) throws Exception {
        JsonObject document = read(file.name());
        assertThat(document.keySet()).containsExactlyInAnyOrder("about", "kind", "vectors");
        assertThat(document.get("about").getAsString()).isEqualTo(file.about());
        assertThat(document.get("kind").getAsString()).isEqualTo(file.name());
        assertThat(vectors(file))
                .extracting(vector -> vector.get("name").getAsString())
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(
                        file.scenarios().stream().map(VectorFile.Scenario::name).toList());
    }

    @Test
    void everyFileIsCompared() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            assertThat(files.map(path -> path.getFileName().toString())
                            .filter(name -> name.endsWith(".json")))
                    .containsExactlyInAnyOrderElementsOf(VectorFile.all().stream()
                            .map(file -> file.name() + ".json")
                            .toList());
        }
    }

    @Test
    void everyMessageTypeHasAVector() {
        assertThat(vectors(new MessageVectors()))
                .extracting(
                        vector -> vector.getAsJsonObject("input").get("type").getAsString())
                .containsAll(MessageType.all().stream().map(MessageType::name).toList());
    }

    /** A second opinion that knows nothing of the core but its hexadecimal digits. */
    // cites ENC-01
    @Test
    void digestsAreSha256OfTheContextAndTheBody() throws Exception {
        for (JsonObject vector : vectors(new DigestVectors())) {
            JsonObject input = vector.getAsJsonObject("input");
            String body = input.has("body") ? "body" : "terms";
            String digest = input.has("body") ? "digest" : "d";
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            String context = "MO/1 " + input.get("label").getAsString() + "\0";
            sha256.update(context.getBytes(StandardCharsets.US_ASCII));
            sha256.update(Bytes.ofHex(input.get(body).getAsString()).toArray());
            assertThat(Bytes.copyOf(sha256.digest()).hex())
                    .isEqualTo(vector.getAsJsonObject("output").get(digest).getAsString());
        }
    }

    static List<VectorFile> files() {
        return VectorFile.all();
    }

    private static List<JsonObject> vectors(VectorFile file) {
        List<JsonObject> vectors = new ArrayList<>();
        for (JsonElement vector : read(file.name()).getAsJsonArray("vectors")) {
            vectors.add(vector.getAsJsonObject());
        }
        return vectors;
    }

    private static JsonObject read(String name) {
        Path path = DIRECTORY.resolve(name + ".json");
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new AssertionError(path + " can't be read", e);
        }
    }
}
