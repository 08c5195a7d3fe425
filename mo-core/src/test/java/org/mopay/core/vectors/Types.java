package org.mopay.core.vectors;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;

import java.util.Locale;

/** Message types and labels by the names that the registry gives them. */
final class Types {
    private Types() {}

    static MessageType<?> type(String name) {
        return MessageType.all().stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no message type " + name));
    }

    static Label label(String name) {
        return Label.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static String name(Label label) {
        return label.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The context of a signed type, or of a label where the name is none. */
    static Bytes inContext(String name, Bytes body) {
        boolean isType = MessageType.all().stream().anyMatch(type -> type.name().equals(name));
        return isType ? type(name).inContext(body) : label(name).inContext(body);
    }

    /** In the JSON mapping of protobuf, with the names of the .proto files. */
    static JsonObject json(Message message) throws InvalidProtocolBufferException {
        String json = JsonFormat.printer().preservingProtoFieldNames().print(message);
        return JsonParser.parseString(json).getAsJsonObject();
    }

    static Bytes encode(MessageType<?> type, JsonObject json)
            throws ProtocolException, InvalidProtocolBufferException {
        Message.Builder builder = type.decode(Bytes.empty()).newBuilderForType();
        JsonFormat.parser().merge(json.toString(), builder);
        return encode(type, builder.build());
    }

    @SuppressWarnings("unchecked")
    private static <M extends Message> Bytes encode(MessageType<M> type, Message message) {
        return type.encode((M) message);
    }
}
