package org.mopay.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.cli.CommandRun;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Engagement;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredPhone;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

class InspectCommandTest {
    private static final String REQUEST = encoded("payment-request");

    static List<JsonObject> messages() {
        return SpecVectors.of("messages");
    }

    static List<JsonObject> malformed() {
        return SpecVectors.of("malformed").stream()
                .filter(vector -> !SpecVectors.input(vector, "encoded").isEmpty())
                .toList();
    }

    /** What protobuf itself can tell; the rule of extensions stands above it. */
    static List<JsonObject> brokenForms() {
        return malformed().stream()
                .filter(vector -> SpecVectors.output(vector, "error").equals("MO-1001"))
                .filter(vector -> !SpecVectors.input(vector, "type").equals("frame"))
                .filter(vector -> !vector.get("name").getAsString().contains("extension"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void findsTheTypeOfEveryMessage(JsonObject vector) {
        String type = SpecVectors.input(vector, "type");
        CommandRun run = CommandRun.of("inspect", SpecVectors.output(vector, "encoded"), "--json");
        if (vector.get("name").getAsString().equals("payer-notice")) {
            // A balance alone could be anything, so it must be asked for.
            assertThat(run.exitStatus()).isEqualTo(3);
            return;
        }
        assertThat(run.exitStatus()).isZero();
        assertThat(json(run.lines().get(0)).get("type").getAsString()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n"})
    void callsEmptyInputEmpty(String content, @TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("empty"), content);
        for (List<String> how : List.of(List.<String>of(), List.of("--type", "outcome"))) {
            List<String> arguments = new ArrayList<>(List.of("inspect", file.toString()));
            arguments.addAll(how);
            CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
            assertThat(run.exitStatus()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("the input is empty");
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsEveryMessageAsTheTypeAskedFor(JsonObject vector) {
        String type = SpecVectors.input(vector, "type");
        Inspection inspection = Inspection.of(
                List.of(KnownType.named(type).orElseThrow()),
                Bytes.ofHex(SpecVectors.output(vector, "encoded")));
        assertThat(inspection.misfits()).isEmpty();
        assertThat(inspection.only().orElseThrow().faults()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void refusesMalformedBytesWithTheCodeOfTheSpecification(JsonObject vector) {
        String hex = SpecVectors.input(vector, "encoded");
        CommandRun run = CommandRun.of("inspect", hex, "--type", SpecVectors.input(vector, "type"));
        assertThat(run.exitStatus()).isEqualTo(3);
        assertThat(run.err()).contains("[" + SpecVectors.output(vector, "error") + "]");
    }

    @ParameterizedTest
    @MethodSource("brokenForms")
    void saysAtWhichByteAMessageBreaks(JsonObject vector) {
        KnownType type = KnownType.named(SpecVectors.input(vector, "type")).orElseThrow();
        Bytes bytes = Bytes.ofHex(SpecVectors.input(vector, "encoded"));
        assertThat(WireBreak.find(type.descriptor(), bytes)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void findsNoBreakInAWellFormedMessage(JsonObject vector) {
        KnownType type = KnownType.named(SpecVectors.input(vector, "type")).orElseThrow();
        Bytes bytes = Bytes.ofHex(SpecVectors.output(vector, "encoded"));
        assertThat(WireBreak.find(type.descriptor(), bytes)).isEmpty();
    }

    @Test
    void saysWhereAFieldIsOutOfOrder() {
        JsonObject vector =
                SpecVectors.named("malformed", "credential-key: fields that do not ascend");
        CommandRun run = CommandRun.of("inspect", SpecVectors.input(vector, "encoded"));
        assertThat(run.lines().get(0))
                .isEqualTo("not credential-key: byte 88, in signing_key: fields must ascend,"
                        + " each given once");
        assertThat(run.err()).contains("the nearest, credential-key, breaks at byte 88");
    }

    @Test
    void readsTheSameFromEveryForm(@TempDir Path directory) throws Exception {
        byte[] bytes = Bytes.ofHex(REQUEST).toArray();
        Path raw = Files.write(directory.resolve("request.bin"), bytes);
        Path text = Files.writeString(
                directory.resolve("request.txt"),
                Base64.getMimeEncoder().encodeToString(bytes) + "\n");
        List<String> forms = List.of(
                REQUEST,
                REQUEST.toUpperCase(Locale.ROOT),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                raw.toString(),
                text.toString());
        List<String> expected =
                CommandRun.of("inspect", REQUEST).lines().stream().skip(1).toList();
        assertThat(expected).anyMatch(line -> line.matches(" +amount +1250 +\\(12.50 USD\\)"));
        assertThat(forms).allSatisfy(form -> {
            CommandRun run = CommandRun.of("inspect", form);
            assertThat(run.lines().get(0)).startsWith("payment-request, ");
            assertThat(run.lines().stream().skip(1)).containsExactlyElementsOf(expected);
        });
    }

    @Test
    void readsLinksAndQrTexts() {
        JsonObject engagement = SpecVectors.named("carriers", "engagement");
        for (String member : List.of("link", "qr_text")) {
            CommandRun run = CommandRun.of("inspect", SpecVectors.output(engagement, member));
            assertThat(run.exitStatus()).isZero();
            assertThat(run.out()).contains("engagement, 75 bytes", "= handshake          Noise XX");
        }
        CommandRun broken = CommandRun.of("inspect", SpecVectors.output(engagement, "link") + "=");
        assertThat(broken.exitStatus()).isEqualTo(3);
        assertThat(broken.err()).contains("MO-1001");
    }

    @Test
    void derivesWhatBothSidesCompute() {
        JsonObject vector = SpecVectors.named("digests", "payment-id");
        Map<String, String> submission =
                values(CommandRun.of("inspect", encoded("submission"), "--json"));
        assertThat(submission)
                .containsEntry("payment_id", SpecVectors.output(vector, "payment_id"))
                .containsEntry("authorization.body.terms.d", SpecVectors.output(vector, "d"))
                .containsEntry(
                        "request.body.request_digest",
                        SpecVectors.output(
                                SpecVectors.named("digests", "request-digest"), "digest"));
        assertThat(values(CommandRun.of("inspect", encoded("engagement"), "--json")))
                .containsEntry(
                        "engagement_digest",
                        SpecVectors.output(SpecVectors.named("digests", "engagement"), "digest"));
    }

    @Test
    void neverShowsASecret() {
        String activation = SpecVectors.output(SpecVectors.named("carriers", "activation"), "link");
        assertThat(CommandRun.of("inspect", activation).out())
                .contains("secret, not shown")
                .doesNotContain("7Q4K");
        JsonObject enrolment = SpecVectors.of("enrolment").get(0);
        JsonObject box = SpecVectors.named("sealed-boxes", "box-content");
        String otp = SpecVectors.output(SpecVectors.of("one-time-passwords").get(0), "otp");
        assertThat(CommandRun.of("inspect", SpecVectors.input(box, "content")).out())
                .startsWith("box-content")
                .doesNotContain(otp);
        for (String json : List.of("", "--json")) {
            String[] args = json.isEmpty()
                    ? new String[] {"inspect", SpecVectors.input(enrolment, "answer")}
                    : new String[] {"inspect", SpecVectors.input(enrolment, "answer"), json};
            assertThat(CommandRun.of(args).out())
                    .contains("seal_secret", "otp_secret")
                    .doesNotContain(SpecVectors.input(box, "seal_secret"))
                    .doesNotContain(SpecVectors.input(
                            SpecVectors.of("one-time-passwords").get(0), "otp_secret"));
        }
    }

    @Test
    void refusesWhatAPhoneKeeps() {
        ByteString secret = ByteString.copyFromUtf8("0123456789abcdef0123456789abcdef");
        StoredAlias alias = StoredAlias.newBuilder()
                .setIndex(1)
                .setSigningSeed(secret)
                .setNoisePrivate(secret)
                .build();
        StoredPhone phone = StoredPhone.newBuilder()
                .setVersion(1)
                .setIdentityScalar(secret)
                .addAliases(alias)
                .build();
        for (byte[] record : List.of(alias.toByteArray(), phone.toByteArray())) {
            CommandRun run = CommandRun.of("inspect", Bytes.copyOf(record).hex());
            assertThat(run.exitStatus()).isEqualTo(3);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .contains("it holds secrets and is never shown")
                    .doesNotContain("30313233");
        }
    }

    @Test
    void readsOfAFrameWhatIsInTheClear() {
        JsonObject vector = SpecVectors.named("conversations", "XX: a payment is settled");
        JsonArray frames = vector.getAsJsonObject("output").getAsJsonArray("frames");
        Map<String, String> hello =
                values(CommandRun.of("inspect", frames.get(0).getAsString(), "--json"));
        assertThat(hello)
                .containsEntry("type", "handshake")
                .containsEntry("session_id", SpecVectors.input(vector, "session_id"))
                .containsEntry("payload.suite", "MO/1");
        CommandRun offer = CommandRun.of("inspect", frames.get(1).getAsString());
        assertThat(offer.out()).startsWith("frame, ").contains("of a Noise message, encrypted");
        CommandRun abort = CommandRun.of("inspect", "03" + "00".repeat(12) + "08ac1f");
        assertThat(abort.out()).contains("4012  (MO-4012: The payee is in another conversation.)");
    }

    @Test
    void showsAndRefusesAMessageWithAKeyOfAnotherSize() throws Exception {
        Engagement engagement = MessageType.ENGAGEMENT.decode(Bytes.ofHex(encoded("engagement")));
        Bytes changed = MessageType.ENGAGEMENT.encode(engagement.toBuilder()
                .setPayeeStatic(ByteString.copyFrom(new byte[31]))
                .build());
        CommandRun run = CommandRun.of("inspect", changed.hex());
        assertThat(run.exitStatus()).isEqualTo(3);
        assertThat(run.out()).contains("engagement, ", "validator.example");
        assertThat(run.err()).contains("engagement: payee_static: 31 bytes, not 32");
    }

    @Test
    void aStrangersTextNeverReachesTheTerminalAsItIs() throws Exception {
        PaymentRequest request = MessageType.PAYMENT_REQUEST.decode(Bytes.ofHex(REQUEST));
        Bytes hostile = MessageType.PAYMENT_REQUEST.encode(
                request.toBuilder().setMemo("a\u001b[2Jb\u202ec\nd").build());
        assertThat(CommandRun.of("inspect", hostile.hex()).out())
                .contains("a\\u{1b}[2Jb\\u{202e}c\\u{a}d")
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void readsStandardInput() {
        InputStream before = System.in;
        try {
            System.setIn(
                    new ByteArrayInputStream((REQUEST + "\n").getBytes(StandardCharsets.US_ASCII)));
            assertThat(CommandRun.of("inspect", "-").out()).startsWith("payment-request, ");
            System.setIn(new ByteArrayInputStream(new byte[(1 << 20) + 1]));
            assertThat(CommandRun.of("inspect").err()).contains("MO-1002");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void saysWhatIsWrongWithTheCommandLine() {
        CommandRun type = CommandRun.of("inspect", REQUEST, "--type", "hallo");
        assertThat(type.exitStatus()).isEqualTo(2);
        assertThat(type.err())
                .contains("no message type is called 'hallo'", "frame, validator-info");
        CommandRun file = CommandRun.of("inspect", "no/such.file");
        assertThat(file.exitStatus()).isEqualTo(2);
        assertThat(file.err()).contains("there is no file 'no/such.file'", "MO-9013");
    }

    @Test
    void readsAsTheTypeThatIsAskedFor() {
        CommandRun run = CommandRun.of("inspect", REQUEST, "--type", "engagement");
        assertThat(run.exitStatus()).isEqualTo(3);
        assertThat(run.out()).startsWith("not engagement: byte 0, in version: wire type 2");
    }

    private static String encoded(String type) {
        return SpecVectors.output(SpecVectors.named("messages", type), "encoded");
    }

    private static JsonObject json(String line) {
        return JsonParser.parseString(line).getAsJsonObject();
    }

    private static Map<String, String> values(CommandRun run) {
        return run.lines().stream()
                .map(InspectCommandTest::json)
                .filter(event -> event.has("path") && event.has("value"))
                .collect(Collectors.toMap(
                        event -> event.get("path").getAsString(),
                        event -> event.get("value").getAsString()));
    }
}
