package org.mopay.cli.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.cli.CommandRun;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class CheckCommandTest {
    private static final Path OWN = Path.of("../protocol-spec/vectors");
    private static final Path OUTSIDE =
            Path.of(System.getProperty("mo.vectors", "../../shared/vectors"));

    @TempDir
    private Path directory;

    private static Path outside(String file) {
        Path path = OUTSIDE.resolve(file);
        assumeTrue(Files.exists(path), "no outside vectors at " + path);
        return path;
    }

    private static CommandRun check(Path... files) {
        Stream<String> paths = Stream.of(files).map(Path::toString);
        return CommandRun.of(
                Stream.concat(Stream.of("vectors", "check"), paths).toArray(String[]::new));
    }

    private CommandRun checkContent(String content) throws IOException {
        return check(Files.writeString(directory.resolve("vectors.json"), content));
    }

    /**
     * Every file of others, by what its SOURCE.txt says it holds. Of cacophony's subset XX and XK
     * with ChaChaPoly and SHA-256 are shipped; CCTV's 914, the OATH and the base45 examples all
     * apply; 70 of the valid P-256 signatures have a high S, counted apart.
     */
    @ParameterizedTest
    @CsvSource({
        "noise-cacophony/subset-25519.json,Noise,2,40",
        "cctv/ed25519vectors.json,CCTV Ed25519,914,0",
        "oath/rfc4226-hotp.json,OATH,10,0",
        "oath/rfc6238-totp.json,OATH,18,0",
        "oath/rfc6287-ocra.json,OATH,70,0",
        "base45/rfc9285-base45.json,base45,19,0",
        "wycheproof/chacha20_poly1305_test.json,Wycheproof,325,0",
        "wycheproof/ecdsa_secp256r1_sha256_p1363_test.json,Wycheproof,192,70",
        "wycheproof/ed25519_test.json,Wycheproof,151,0",
        "wycheproof/hkdf_sha256_test.json,Wycheproof,86,0",
        "wycheproof/hmac_sha256_test.json,Wycheproof,174,0",
        "wycheproof/x25519_test.json,Wycheproof,518,0"
    })
    void passesTheVectorsOfOthers(String file, String format, int passed, int notApplicable) {
        Path path = outside(file);
        CommandRun run = check(path);
        assertThat(run.lines())
                .contains(path + " (" + format + "): " + passed + " passed, 0 failed, "
                        + notApplicable + " not applicable");
        assertThat(run.exitStatus()).isZero();
    }

    /** What MO/1 does not ship applies in no case, and that is said by the exit status. */
    @ParameterizedTest
    @CsvSource({
        "aes_gcm_test.json,316",
        "ecdh_secp256r1_ecpoint_test.json,355",
        "ecdsa_secp256r1_sha256_test.json,484",
        "mlkem_768_encaps_test.json,265",
        "mlkem_768_keygen_seed_test.json,100",
        "mlkem_768_semi_expanded_decaps_test.json,9",
        "mlkem_768_test.json,193",
        "xchacha20_poly1305_test.json,315"
    })
    void endsWithSixWhereNothingApplies(String file, int notApplicable) {
        CommandRun run = check(outside("wycheproof/" + file));
        assertThat(run.out()).contains("0 passed, 0 failed, " + notApplicable + " not applicable");
        assertThat(run.exitStatus()).isEqualTo(6);
        assertThat(run.err()).contains("MO-9016").contains("none of " + notApplicable);
    }

    @Test
    void passesEveryVectorOfTheSpecification() throws IOException {
        Path[] files;
        try (Stream<Path> all = Files.list(OWN)) {
            files = all.filter(path -> path.toString().endsWith(".json")).toArray(Path[]::new);
        }
        CommandRun run = check(files);
        assertThat(run.lines())
                .hasSize(files.length)
                .allMatch(line -> line.endsWith(" passed, 0 failed, 0 not applicable"))
                .noneMatch(line -> line.contains(" 0 passed"));
        assertThat(run.exitStatus()).isZero();
    }

    /** One digit of a value that decides, in the first vector that it decides. */
    @ParameterizedTest
    @CsvSource({
        "noise-cacophony/subset-25519.json,Noise_XX_25519_ChaChaPoly_SHA256,ciphertext",
        "noise-cacophony/subset-25519.json,Noise_XX_25519_ChaChaPoly_SHA256,payload",
        "noise-cacophony/subset-25519.json,Noise_XX_25519_ChaChaPoly_SHA256,handshake_hash",
        "noise-cacophony/subset-25519.json,Noise_XK_25519_ChaChaPoly_SHA256,init_remote_static",
        "noise-cacophony/subset-25519.json,Noise_XK_25519_ChaChaPoly_SHA256,resp_prologue",
        "cctv/ed25519vectors.json,'\"number\": 305,',sig",
        "oath/rfc4226-hotp.json,RFC,key_hex",
        "oath/rfc6238-totp.json,SHA256,key_hex",
        "oath/rfc6287-ocra.json,OCRA,OCRA",
        "base45/rfc9285-base45.json,RFC,hex",
        "wycheproof/chacha20_poly1305_test.json,RFC 7539,ct",
        "wycheproof/ecdsa_secp256r1_sha256_p1363_test.json,ValidSignature,uncompressed",
        "wycheproof/ed25519_test.json,EddsaVerify,pk",
        "wycheproof/hkdf_sha256_test.json,RFC 5869,okm",
        "wycheproof/hmac_sha256_test.json,empty message,tag",
        "wycheproof/x25519_test.json,normal case,shared"
    })
    void failsWhereOneDigitOfTheirsIsAltered(String file, String after, String member)
            throws IOException {
        String content = Files.readString(outside(file));
        CommandRun run = checkContent(altered(content, after, member));
        assertThat(run.exitStatus()).as(run.out()).isEqualTo(6);
        assertThat(run.lines()).anyMatch(line -> line.startsWith("failed: "));
        assertThat(run.err()).contains("MO-9016");
    }

    private static String altered(String content, String after, String member) {
        Matcher value =
                Pattern.compile("\"" + member + "\" ?: ?\"([0-9a-f]{2,})\"").matcher(content);
        assertThat(value.find(content.indexOf(after))).as(member).isTrue();
        int middle = (value.start(1) + value.end(1)) / 2;
        char digit = content.charAt(middle) == '7' ? '8' : '7';
        return content.substring(0, middle) + digit + content.substring(middle + 1);
    }

    @Test
    void printsOneObjectALine() throws IOException {
        String content = Files.readString(OWN.resolve("digests.json"));
        Path file = Files.writeString(
                directory.resolve("vectors.json"), altered(content, "commitment", "digest"));
        CommandRun run = CommandRun.of("vectors", "check", "--json", file.toString());
        List<JsonObject> lines = run.lines().stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        assertThat(lines)
                .extracting(line -> line.get("event").getAsString())
                .containsExactly("failed", "vectors", "error");
        assertThat(lines.get(0).get("vector").getAsString()).isEqualTo("commitment");
        assertThat(lines.get(1).get("passed").getAsInt()).isEqualTo(8);
        assertThat(lines.get(1).get("failed").getAsInt()).isEqualTo(1);
        assertThat(lines.get(1).get("not_applicable").getAsInt()).isZero();
        assertThat(run.exitStatus()).isEqualTo(6);
        assertThat(run.err()).isEmpty();
    }

    /** The first file is reported even if the second one is none. */
    @Test
    void endsWithTwoWhereAFileIsMissingOrADirectory() {
        CommandRun run = check(OWN.resolve("padding.json"), directory.resolve("none.json"));
        assertThat(run.exitStatus()).isEqualTo(2);
        assertThat(run.out()).contains("7 passed");
        assertThat(run.err()).contains("MO-9013").contains("none.json").contains("fix:");
        assertThat(check(directory).exitStatus()).isEqualTo(2);
        assertThat(CommandRun.of("vectors", "check").exitStatus()).isEqualTo(2);
        assertThat(CommandRun.of("vectors").exitStatus()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "null",
                "{}",
                "[]",
                "[1]",
                "{\"vectors\":",
                "{\"vectors\":[]} []",
                "{\"vectors\":[],\"vectors\":[]}",
                "{\"vectors\":{}}",
                "{\"vectors\":[7]}",
                "{\"vectors\":[{}]}",
                "{\"vectors\":[{\"protocol_name\":7}]}",
                "{\"vectors\":[{\"protocol_name\":\"Noise_XX_25519_ChaChaPoly_SHA256\"}]}",
                "{\"vectors\":[{\"protocol_name\":\"Noise_XX_25519_ChaChaPoly_SHA256\","
                        + "\"init_prologue\":\"0\"}]}",
                "{\"vectors\":[{\"protocol_name\":\"Noise_XX_25519_ChaChaPoly_SHA256\","
                        + "\"init_prologue\":\"zz\"}]}",
                "{\"testGroups\":[]}",
                "{\"algorithm\":\"XDH\",\"testGroups\":[{\"tests\":[]}]}",
                "{\"algorithm\":\"XDH\",\"testGroups\":[{\"type\":\"XdhComp\",\"curve\":\"curve25519\","
                        + "\"tests\":[{\"tcId\":1.5}]}]}",
                "{\"algorithm\":\"XDH\",\"testGroups\":[{\"type\":\"XdhComp\",\"curve\":\"curve25519\","
                        + "\"tests\":[{\"tcId\":1,\"public\":\"\",\"private\":\"\",\"shared\":\"\","
                        + "\"result\":\"maybe\"}]}]}",
                "{\"algorithm\":\"HMACSHA256\",\"testGroups\":[{\"type\":\"MacTest\",\"tagSize\":1e999999999,"
                        + "\"tests\":[]}]}",
                "{\"algorithm\":\"HMACSHA256\",\"testGroups\":[{\"type\":\"MacTest\",\"tagSize\":12,"
                        + "\"tests\":[]}]}",
                "{\"groups\":[{\"suite\":\"OCRA-1:HOTP-SHA1-6:QN08\",\"key_hex\":\"00\","
                        + "\"tests\":[{\"Q\":\"1\",\"T_hex\":\"ffffffffffffffff\"}]}]}",
                "{\"tests\":[],\"X\":30,\"T0\":0}",
                "[{\"key\":\"\",\"sig\":\"\",\"msg\":\"\",\"flags\":7,\"number\":0}]",
                "{\"about\":\"\",\"vectors\":[]}",
                "{\"about\":\"\",\"kind\":\"none\",\"vectors\":[]}",
                "{\"about\":\"\",\"kind\":\"padding\",\"vectors\":[{\"name\":\"x\",\"input\":{}}]}",
                "{\"about\":\"\",\"kind\":\"padding\",\"vectors\":[{\"name\":\"x\","
                        + "\"input\":{\"message\":[]},\"output\":{}}]}",
                "{\"about\":\"\",\"kind\":\"padding\",\"vectors\":[{\"name\":\"x\","
                        + "\"input\":{\"message\":\"0\"},\"output\":{}}]}"
            })
    void endsWithTwoWhereTheFileIsNoneOfVectors(String content) throws IOException {
        assertRefused(checkContent(content));
    }

    private static void assertRefused(CommandRun run) {
        assertThat(run.exitStatus()).as(run.out() + run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("MO-9015").doesNotContain("Exception", "setLenient");
    }

    @Test
    void refusesWhatIsTooDeepTooManyTooLargeOrNotUtf8() throws IOException {
        assertRefused(checkContent("[".repeat(1_000_000)));
        assertRefused(checkContent("{\"vectors\":".repeat(100_000)));
        assertRefused(checkContent("[" + "0,".repeat(JsonDocument.MAX_VALUES) + "0]"));
        assertRefused(checkContent(" ".repeat(JsonDocument.MAX_BYTES) + "[]"));
        Path file = directory.resolve("vectors.json");
        assertRefused(check(Files.write(file, new byte[] {'[', '"', (byte) 0xc3, '"', ']'})));
        assertRefused(check(Files.write(file, "[]".getBytes(StandardCharsets.UTF_16))));
    }

    @Test
    void printsNothingThatATerminalWouldObey() throws IOException {
        CommandRun run = checkContent(
                "{\"vectors\":[{\"protocol_name\":\"Noise_\\u001b[31m_25519_ChaChaPoly_SHA256\"}]}");
        assertThat(run.out()).contains("pattern ?[31m is not shipped").doesNotContain("\u001b");
        assertThat(run.exitStatus()).isEqualTo(6);
    }
}
