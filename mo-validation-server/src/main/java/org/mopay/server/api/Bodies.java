package org.mopay.server.api;

import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.http.BodyFormat;
import org.mopay.server.http.HttpRequest;
import org.mopay.server.http.HttpResponse;

import java.nio.charset.StandardCharsets;

/** Bodies in the two forms of one schema. What was signed travels as bytes in either. */
final class Bodies {
    private static final JsonFormat.Parser PARSER = JsonFormat.parser();
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().preservingProtoFieldNames().alwaysPrintFieldsWithNoPresence();

    private static final int MOST_DETAIL = 200;

    private Bodies() {}

    /**
     * Reads a request's body.
     *
     * @param prototype the default instance of what is expected
     * @throws ProtocolException UNSUPPORTED_MEDIA_TYPE or MALFORMED_MESSAGE
     */
    @SuppressWarnings("unchecked")
    static <M extends Message> M read(HttpRequest request, M prototype) throws ProtocolException {
        Message.Builder builder = prototype.newBuilderForType();
        BodyFormat format = BodyFormat.ofBody(request);
        try {
            switch (format) {
                case PROTOBUF -> builder.mergeFrom(request.body().toArray());
                case JSON ->
                    PARSER.merge(
                            new String(request.body().toArray(), StandardCharsets.UTF_8), builder);
            }
        } catch (InvalidProtocolBufferException e) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, name(prototype) + ": " + brief(e));
        }
        M message = (M) builder.build();
        if (!message.getUnknownFields().asMap().isEmpty()) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, name(prototype) + ": an unknown field");
        }
        return message;
    }

    /** A request's body as the bytes of a message that is decoded elsewhere, strictly. */
    static <M extends Message> Bytes encoded(HttpRequest request, M prototype)
            throws ProtocolException {
        return BodyFormat.ofBody(request) == BodyFormat.PROTOBUF
                ? request.body()
                : bytes(read(request, prototype).toByteString());
    }

    /** 200 with a message in the form the request asks for. */
    static HttpResponse answer(HttpRequest request, Message message) throws ProtocolException {
        BodyFormat format = BodyFormat.ofAnswer(request);
        try {
            Bytes body = switch (format) {
                case PROTOBUF -> bytes(message.toByteString());
                case JSON -> Bytes.ofUtf8(PRINTER.print(message) + "\n");
            };
            return HttpResponse.of(200, format, body);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an answer of our own", e);
        }
    }

    /** What the parser says; it may repeat the input at length, so it is cut. */
    private static String brief(InvalidProtocolBufferException e) {
        String said = String.valueOf(e.getMessage());
        return said.substring(0, Math.min(MOST_DETAIL, said.length()));
    }

    private static String name(Message message) {
        return message.getDescriptorForType().getName();
    }
}
