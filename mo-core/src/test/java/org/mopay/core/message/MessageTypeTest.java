package org.mopay.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Extension;
import org.mopay.proto.v1.Hello;
import org.mopay.proto.v1.Terms;

import java.util.List;

/** What a message type does; how strictly it decodes is in {@link StrictDecodingTest}. */
class MessageTypeTest {

    static List<MessageType<?>> types() {
        return MessageType.all();
    }

    private static <M extends Message> M sample(MessageType<M> type) throws ProtocolException {
        return type.decode(MessageSamples.full(type));
    }

    /** What was built for this type is of its class. */
    @SuppressWarnings("unchecked")
    private static <M extends Message> M cast(MessageType<M> type, Message message) {
        assertThat(type.name()).isNotEmpty();
        return (M) message;
    }

    @ParameterizedTest
    @MethodSource("types")
    <M extends Message> void comesBackAsItWasSent(MessageType<M> type) throws ProtocolException {
        M message = sample(type);

        assertThat(type.decode(type.encode(message))).isEqualTo(message);
        assertThat(type.decode(message.toByteString())).isEqualTo(message);
    }

    private static void assertRefused(MessageType<?> type, Bytes bytes, ErrorCode code) {
        assertThatExceptionOfType(ProtocolException.class)
                .as("%s", type)
                .isThrownBy(() -> type.decode(bytes))
                .extracting(ProtocolException::code)
                .isEqualTo(code);
    }

    private static Bytes encode(Message.Builder builder) {
        return Bytes.copyOf(builder.build().toByteArray());
    }

    @ParameterizedTest
    @MethodSource("types")
    <M extends Message> void checksTheSizeBeforeItReadsAnything(MessageType<M> type)
            throws ProtocolException {
        byte[] garbage = new byte[type.maxBytes() + 1];

        assertRefused(type, Bytes.copyOf(garbage), ErrorCode.MESSAGE_TOO_LARGE);
        assertRefused(type, Bytes.copyOf(new byte[type.maxBytes()]), ErrorCode.MALFORMED_MESSAGE);
        UnknownFieldSet large = UnknownFieldSet.newBuilder()
                .addField(
                        1000,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFrom(garbage))
                                .build())
                .build();
        M tooLarge = cast(type, sample(type).toBuilder().setUnknownFields(large).build());
        assertThatIllegalArgumentException().isThrownBy(() -> type.encode(tooLarge));
    }

    // cites ENC-09, ENC-11, ENC-12
    @ParameterizedTest
    @CsvSource({
        "1, ",
        "1 3 5, ",
        "4294967295, ",
        "1 4294967295, ",
        "0, MALFORMED_MESSAGE",
        "3 1, MALFORMED_MESSAGE",
        "3 3, MALFORMED_MESSAGE",
        "4294967295 1, MALFORMED_MESSAGE",
        "2 1, MALFORMED_MESSAGE",
        "2, UNKNOWN_EXTENSION",
        "1 2, UNKNOWN_EXTENSION",
        "4294967294, UNKNOWN_EXTENSION",
        "1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 31, ",
        "1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 31 33, MALFORMED_MESSAGE"
    })
    void keepsOddExtensionsAndRefusesEvenOnes(String ids, ErrorCode refused)
            throws ProtocolException {
        for (MessageType<?> type : types()) {
            Message.Builder builder = sample(type).toBuilder();
            FieldDescriptor field = builder.getDescriptorForType().findFieldByName("extensions");
            if (field == null) {
                continue;
            }
            builder.clearField(field);
            for (String id : ids.split(" ")) {
                builder.addRepeatedField(
                        field,
                        Extension.newBuilder()
                                .setId(Integer.parseUnsignedInt(id))
                                .build());
            }
            if (refused == null) {
                assertThat(type.decode(encode(builder))).isEqualTo(builder.build());
            } else {
                assertRefused(type, encode(builder), refused);
            }
        }
    }

    // cites ENC-06, ENC-07, ENC-08
    @ParameterizedTest
    @CsvSource({
        "an empty field that is the default, 0a00",
        "a length in two bytes, 0a8400 4d4f2f31",
        "a tag in two bytes, 8a00 04 4d4f2f31",
        "fields out of order, 1201aa 0a044d4f2f31",
        "a field twice, 0a044d4f2f31 0a044d4f2f31",
        "a field of another type, 0804",
        "a group, 0b0c",
        "a field number of 0, 0200",
        "text that is not UTF-8, 0a01ff"
    })
    void refusesWhatIsNotCanonical(String what, String hex) {
        assertRefused(
                MessageType.HELLO, Bytes.ofHex(hex.replace(" ", "")), ErrorCode.MALFORMED_MESSAGE);
    }

    @Test
    void readsTheCanonicalForm() throws ProtocolException {
        Hello hello = MessageType.HELLO.decode(Bytes.ofHex("0a044d4f2f311201aa"));

        assertThat(hello.getSuite()).isEqualTo("MO/1");
        assertThat(hello.getEngagementDigest()).isEqualTo(ByteString.fromHex("aa"));
    }

    @Test
    void refusesAVarintThatIsCutToItsField() {
        Bytes exponent33Bits = Bytes.ofHex("4080808080 10".replace(" ", ""));

        assertRefused(MessageType.TERMS, exponent33Bits, ErrorCode.MALFORMED_MESSAGE);
    }

    // cites ENC-13, ENC-15
    @Test
    void separatesWhatIsSignedFromEverythingElse() {
        Bytes body = MessageType.TERMS.encode(Terms.getDefaultInstance());

        assertThat(MessageType.all().stream().map(type -> type.inContext(body)).distinct())
                .hasSameSizeAs(MessageType.all());
        assertThat(MessageType.all().stream().map(type -> type.digest(body)).distinct())
                .hasSameSizeAs(MessageType.all());
        assertThat(MessageType.OUTCOME.inContext(Bytes.ofUtf8("x")))
                .isEqualTo(Bytes.ofUtf8("MO/1 outcome\0x"));
    }
}
