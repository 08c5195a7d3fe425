package org.mopay.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;

import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Frame;
import org.mopay.core.credential.EnrolmentDesk;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.message.Padding;
import org.mopay.core.payment.SealedBox;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.Extension;
import org.mopay.proto.v1.Outcome;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The registries say what the code does. */
class RegistriesTest {
    private static final Set<String> USES =
            Set.of("signature", "hash", "mac", "kdf", "hpke", "aead", "none");

    /** In the registry, and neither a message nor a label of the code. */
    private static final Set<String> APART = Set.of("frame", "sms-authorization");

    private static final int TAG_SIZE = 16;

    private record MessageRow(
            String type, String use, String context, int maxBytes, String message) {}

    private static Map<String, MessageRow> messages() {
        Map<String, MessageRow> rows = new LinkedHashMap<>();
        for (List<String> row : SpecificationText.registry("messages.csv")) {
            int size = Integer.parseInt(row.get(3));
            MessageRow known = new MessageRow(row.get(0), row.get(1), row.get(2), size, row.get(4));
            assertThat(rows.put(known.type(), known)).as(known.type()).isNull();
        }
        return rows;
    }

    private static MessageRow row(String type) {
        return Objects.requireNonNull(messages().get(type), type);
    }

    // cites ENC-15
    @Test
    void everyContextIsUniqueAndNamesItsType() {
        assertThat(messages().values()).allSatisfy(row -> {
            assertThat(row.use()).isIn(USES);
            assertThat(row.context())
                    .isEqualTo(row.use().equals("none") ? "" : "MO/1 " + row.type());
        });
    }

    @Test
    void everyMessageTypeOfTheCodeIsARowInTheSameOrder() throws ProtocolException {
        for (MessageType<?> type : MessageType.all()) {
            MessageRow row = row(type.name());
            assertThat(row.maxBytes()).as(type.name()).isEqualTo(type.maxBytes());
            Message message = type.decode(new byte[0]);
            assertThat(row.message()).isEqualTo(message.getDescriptorForType().getName());
            assertThat(type.inContext(Bytes.empty()))
                    .isEqualTo(Bytes.ofUtf8("MO/1 " + row.type() + "\0"));
        }
        List<String> types =
                MessageType.all().stream().map(MessageType::name).collect(Collectors.toList());
        assertThat(types)
                .isEqualTo(messages().keySet().stream()
                        .filter(types::contains)
                        .collect(Collectors.toList()));
    }

    @Test
    void everyRowIsAMessageOrALabelOfTheCode() {
        Set<String> known = new TreeSet<>(APART);
        MessageType.all().forEach(type -> known.add(type.name()));
        Arrays.asList(Label.values()).forEach(label -> known.add(name(label)));
        assertThat(messages().keySet()).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void everyLabelIsARowWithAContext() {
        assertThat(Label.values())
                .allSatisfy(label -> assertThat(label.inContext(Bytes.empty()))
                        .isEqualTo(Bytes.ofUtf8(row(name(label)).context() + "\0")));
    }

    @Test
    void everyMessageNamedExists() {
        assertThat(messages().values())
                .filteredOn(row -> !row.message().isEmpty())
                .allSatisfy(row -> assertThat(Class.forName("org.mopay.proto.v1." + row.message()))
                        .isNotNull());
    }

    @Test
    void whatIsCarriedFitsIntoWhatCarriesIt() {
        assertThat(row("frame").maxBytes()).isEqualTo(Frame.MAX_SIZE);
        assertThat(row("box").maxBytes()).isEqualTo(SealedBox.MAX_SIZE);
        for (String content : List.of("box-content", "submitter-content", "payer-notice")) {
            int padded = Padding.pad(new byte[row(content).maxBytes()]).length;
            assertThat(SealedBox.SALT_SIZE + padded + TAG_SIZE)
                    .as(content)
                    .isLessThanOrEqualTo(SealedBox.MAX_SIZE);
        }
        assertThat(row("outcome").maxBytes() + 8)
                .isLessThanOrEqualTo(row("channel-message").maxBytes());
        assertThat(row("enrolment-content").maxBytes() + 1024)
                .isLessThanOrEqualTo(row("enrolment").maxBytes());
    }

    private static String name(Label label) {
        String context =
                new String(label.inContext(Bytes.empty()).toArray(), StandardCharsets.US_ASCII);
        return context.substring("MO/1 ".length(), context.length() - 1);
    }

    @Test
    void theLimitsAreThoseOfTheCode() {
        Map<String, Integer> limits = new LinkedHashMap<>();
        for (List<String> row : SpecificationText.registry("limits.csv")) {
            assertThat(limits.put(row.get(0), Integer.valueOf(row.get(1)))).isNull();
        }
        assertThat(limits)
                .containsEntry("padding_bucket", Padding.BUCKET)
                .containsEntry("session_id", Frame.SESSION_ID_SIZE)
                .containsEntry("memo", VerifiedRequest.MAX_MEMO)
                .containsEntry("label", VerifiedRequest.MAX_LABEL)
                .containsEntry("nonce", VerifiedRequest.NONCE_SIZE)
                .containsEntry("credential_keys", EnrolmentDesk.MAX_KEYS)
                .containsEntry("extensions", 16);
    }

    // cites ENC-10
    @Test
    void sixteenExtensionsAreTakenAndSeventeenRefused() throws ProtocolException {
        assertThat(MessageType.OUTCOME.decode(outcome(16).toByteArray()).getExtensionsCount())
                .isEqualTo(16);
        assertThatThrownBy(() -> MessageType.OUTCOME.decode(outcome(17).toByteArray()))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        refused ->
                                assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_MESSAGE));
    }

    private static Outcome outcome(int extensions) {
        Outcome.Builder outcome = Outcome.newBuilder();
        for (int i = 0; i < extensions; i++) {
            outcome.addExtensions(
                    Extension.newBuilder().setId(2 * i + 1).setValue(ByteString.EMPTY));
        }
        return outcome.build();
    }

    // cites ERR-01
    @Test
    void errorNumbersAscendWithinTheirCategories() {
        List<List<String>> rows = SpecificationText.registry("errors.csv");
        assertThat(rows).extracting(row -> row.get(0)).isSorted().doesNotHaveDuplicates();
        assertThat(rows).extracting(row -> row.get(1)).doesNotHaveDuplicates();
        assertThat(rows).allSatisfy(row -> {
            assertThat(row).hasSize(8);
            assertThat(row.get(0)).matches("MO-[1-9]\\d{3}");
            assertThat(row.get(1)).matches("[A-Z][A-Z_]+[A-Z]");
            assertThat(row.get(2)).isIn("final", "temporary", "user-action");
            assertThat(row.get(4)).isIn("exact", "category");
            assertThat(Integer.parseInt(row.get(5))).isBetween(400, 599);
        });
    }

    @Test
    void chapterEightNamesEveryCategoryInUse() {
        String chapter =
                SpecificationText.text(SpecificationText.DIRECTORY.resolve("08-errors.md"));
        assertThat(SpecificationText.registry("errors.csv"))
                .allSatisfy(row -> assertThat(chapter)
                        .contains("\n| " + row.get(0).charAt("MO-".length()) + " | "));
    }
}
