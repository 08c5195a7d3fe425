package org.mopay.core.message;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Good encodings of a message type: with every field set, and those of the specification. */
final class MessageSamples {
    private static final Path VECTORS = Path.of("../protocol-spec/vectors/messages.json");

    private MessageSamples() {}

    /** A message with every field set, of each choice the first. */
    static Bytes full(MessageType<?> type) throws ProtocolException {
        return Bytes.copyOf(filled(builder(type), 0).toByteArray());
    }

    /** As many full messages as the widest choice of the type has options, each with another one. */
    static List<Bytes> fullOfEveryChoice(MessageType<?> type) throws ProtocolException {
        int options = builder(type).getDescriptorForType().getRealOneofs().stream()
                .mapToInt(OneofDescriptor::getFieldCount)
                .max()
                .orElse(1);
        List<Bytes> samples = new ArrayList<>();
        for (int option = 0; option < options; option++) {
            samples.add(Bytes.copyOf(filled(builder(type), option).toByteArray()));
        }
        return samples;
    }

    /** What the specification's vectors have of this type: at least one, or the type is not done. */
    static List<Bytes> vectors(MessageType<?> type) throws IOException {
        List<Bytes> samples = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(VECTORS)) {
            JsonObject file = JsonParser.parseReader(reader).getAsJsonObject();
            for (JsonElement vector : file.getAsJsonArray("vectors")) {
                JsonObject input = vector.getAsJsonObject().getAsJsonObject("input");
                JsonObject output = vector.getAsJsonObject().getAsJsonObject("output");
                if (input.get("type").getAsString().equals(type.name())) {
                    samples.add(Bytes.ofHex(output.get("encoded").getAsString()));
                }
            }
        }
        if (samples.isEmpty()) {
            throw new AssertionError(type + " has no vector in messages.json");
        }
        return samples;
    }

    private static Message.Builder builder(MessageType<?> type) throws ProtocolException {
        return type.decode(Bytes.empty()).newBuilderForType();
    }

    private static Message filled(Message.Builder builder, int option) {
        for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
            OneofDescriptor choice = field.getRealContainingOneof();
            boolean chosen = choice == null
                    || choice.getField(option % choice.getFieldCount()).equals(field);
            if (chosen && field.isRepeated()) {
                builder.addRepeatedField(field, value(builder, field, option));
            } else if (chosen) {
                builder.setField(field, value(builder, field, option));
            }
        }
        return builder.build();
    }

    private static Object value(Message.Builder builder, FieldDescriptor field, int option) {
        return switch (field.getJavaType()) {
            case INT -> 1;
            case LONG -> 300L;
            case BOOLEAN -> true;
            case STRING -> "text";
            case BYTE_STRING -> ByteString.copyFromUtf8("bytes");
            case ENUM -> field.getEnumType().getValues().get(1);
            case MESSAGE -> filled(builder.newBuilderForField(field), option);
            case FLOAT, DOUBLE -> throw new AssertionError("no message has floats");
        };
    }
}
