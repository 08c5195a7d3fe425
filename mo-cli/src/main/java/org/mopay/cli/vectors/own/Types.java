package org.mopay.cli.vectors.own;

import com.google.gson.JsonObject;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;

import org.mopay.cli.vectors.JsonDocument;
import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Message types and labels by the names that the registry gives them. */
final class Types {
    private Types() {}

    static MessageType<?> type(String name) throws VectorMismatch {
        return known(name)
                .orElseThrow(() -> new VectorMismatch("there is no message type " + name));
    }

    static Label label(String name) throws VectorMismatch {
        return Arrays.stream(Label.values())
                .filter(label -> name(label).equals(name))
                .findFirst()
                .orElseThrow(() -> new VectorMismatch("there is no label " + name));
    }

    static String name(Label label) {
        return label.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The context of a signed type, or of a label where the name is none. */
    static Bytes inContext(String name, Bytes body) throws VectorMismatch {
        Optional<MessageType<?>> type = known(name);
        return type.isPresent() ? type.get().inContext(body) : label(name).inContext(body);
    }

    private static Optional<MessageType<?>> known(String name) {
        return MessageType.all().stream()
                .filter(type -> type.name().equals(name))
                .findFirst();
    }

    /** In the JSON mapping of protobuf, with the names of the .proto files. */
    static JsonObject json(Message message) throws VectorMismatch, VectorFormatException {
        String json;
        try {
            json = JsonFormat.printer().preservingProtoFieldNames().print(message);
        } catch (InvalidProtocolBufferException e) {
            throw notJson(e);
        }
        return JsonDocument.parse(json.getBytes(StandardCharsets.UTF_8)).getAsJsonObject();
    }

    static Bytes encode(MessageType<?> type, JsonObject json)
            throws VectorMismatch, ProtocolException {
        Message.Builder builder = type.decode(Bytes.empty()).newBuilderForType();
        try {
            JsonFormat.parser().merge(json.toString(), builder);
        } catch (InvalidProtocolBufferException e) {
            throw notJson(e);
        }
        return encode(type, builder.build());
    }

    private static VectorMismatch notJson(InvalidProtocolBufferException e) {
        return new VectorMismatch("no message in JSON: " + e.getMessage());
    }

    @SuppressWarnings("unchecked")
    private static <M extends Message> Bytes encode(MessageType<M> type, Message message) {
        return type.encode((M) message);
    }
}
