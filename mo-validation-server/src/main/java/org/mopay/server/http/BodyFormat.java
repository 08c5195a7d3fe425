package org.mopay.server.http;

import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.util.Locale;
import java.util.Optional;

/** The two forms of one schema in which bodies travel (chapter 7 of the specification). */
public enum BodyFormat {
    PROTOBUF("application/x-protobuf"),
    JSON("application/json");

    private final String mediaType;

    BodyFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type of an answer in this form. */
    public String mediaType() {
        return mediaType;
    }

    /**
     * The form of the request's body.
     *
     * @throws ProtocolException UNSUPPORTED_MEDIA_TYPE if it is neither, or not said
     */
    public static BodyFormat ofBody(HttpRequest request) throws ProtocolException {
        return declared(request.contentType())
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Type is " + request.contentType().orElse("missing")));
    }

    /**
     * The form the answer should have: the one that Accept prefers, else the request's own, else
     * JSON (RFC 9110 section 12.5.1).
     *
     * @throws ProtocolException NOT_ACCEPTABLE if Accept excludes both
     */
    public static BodyFormat ofAnswer(HttpRequest request) throws ProtocolException {
        return preferred(request.accept(), request.contentType())
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.NOT_ACCEPTABLE,
                        "Accept is " + request.accept().orElse("empty")));
    }

    /** As {@link #ofAnswer}, but a problem is sent in JSON rather than not at all. */
    static BodyFormat ofProblem(Optional<String> accept, Optional<String> contentType) {
        return preferred(accept, contentType).orElse(JSON);
    }

    private static Optional<BodyFormat> preferred(
            Optional<String> accept, Optional<String> contentType) {
        BodyFormat fallback = declared(contentType).orElse(JSON);
        if (accept.isEmpty()) {
            return Optional.of(fallback);
        }
        Optional<BodyFormat> only = exactly(accept.get());
        if (only.isPresent()) {
            return only;
        }
        AcceptField wanted = new AcceptField(accept.get());
        double protobuf = wanted.quality(PROTOBUF.mediaType);
        double json = wanted.quality(JSON.mediaType);
        if (protobuf == 0 && json == 0) {
            return Optional.empty();
        }
        if (protobuf == json) {
            return Optional.of(fallback);
        }
        return Optional.of(protobuf > json ? PROTOBUF : JSON);
    }

    private static Optional<BodyFormat> declared(Optional<String> contentType) {
        if (contentType.isEmpty()) {
            return Optional.empty();
        }
        Optional<BodyFormat> plain = exactly(contentType.get());
        return plain.isPresent()
                ? plain
                : exactly(contentType.get().split(";", 2)[0].trim().toLowerCase(Locale.ROOT));
    }

    /** As nearly every field has it: one media type and nothing else, so that none is taken apart. */
    private static Optional<BodyFormat> exactly(String mediaType) {
        if (mediaType.equals(PROTOBUF.mediaType)) {
            return Optional.of(PROTOBUF);
        }
        return mediaType.equals(JSON.mediaType) ? Optional.of(JSON) : Optional.empty();
    }
}
