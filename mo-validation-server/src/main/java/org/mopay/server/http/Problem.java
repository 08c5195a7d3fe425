package org.mopay.server.http;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ErrorText;
import org.mopay.core.error.ProtocolException;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;

/**
 * What went wrong with a request (RFC 9457), as {@code application/problem+json} or as the protobuf
 * message {@code mo.v1.Problem}. Status, title and fix are the registry's.
 *
 * @param detail what was wrong this time; never a secret, never a stack
 * @param retryAfter when the same message may succeed; sent in whole seconds, rounded up
 * @param instance names this occurrence in the server's log
 * @param headers further fields of the answer, such as Allow
 */
public record Problem(
        ErrorCode code,
        Optional<String> detail,
        Optional<Duration> retryAfter,
        Optional<String> instance,
        Map<String, String> headers) {

    private static final String JSON_MEDIA_TYPE = "application/problem+json";

    private static final Duration SOON = Duration.ofSeconds(1);

    public Problem {
        headers = Map.copyOf(headers);
    }

    /** The code alone. What is answered 429 or 503 may be sent again after a second. */
    public static Problem of(ErrorCode code) {
        boolean soon = code.httpStatus() == 429 || code.httpStatus() == 503;
        return new Problem(
                code,
                Optional.empty(),
                soon ? Optional.of(SOON) : Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** The code and what was wrong. */
    public static Problem of(ErrorCode code, String detail) {
        return of(code).withDetail(detail);
    }

    /**
     * The one mapping of failures to problems. A failure that has no code of its own becomes
     * INTERNAL_ERROR and says nothing but {@code instance}.
     */
    public static Problem of(Throwable failure, String instance) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ProblemException refusal) {
            return refusal.problem();
        }
        if (cause instanceof ProtocolException fault) {
            return of(fault.code(), fault.detail());
        }
        if (cause instanceof RejectedExecutionException) {
            return of(ErrorCode.TRY_LATER);
        }
        return of(ErrorCode.INTERNAL_ERROR).withInstance(instance);
    }

    public Problem withDetail(String text) {
        return new Problem(code, Optional.of(text), retryAfter, instance, headers);
    }

    public Problem withRetryAfter(Duration wait) {
        return new Problem(code, detail, Optional.of(wait), instance, headers);
    }

    public Problem withInstance(String name) {
        return new Problem(code, detail, retryAfter, Optional.of(name), headers);
    }

    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(code, detail, retryAfter, instance, more);
    }

    /** The answer in the form that the request asks for. */
    public HttpResponse toResponse(HttpRequest request) {
        return toResponse(BodyFormat.ofProblem(request.accept(), request.contentType()));
    }

    HttpResponse toResponse(BodyFormat format) {
        Map<String, String> fields = new LinkedHashMap<>(headers);
        if (seconds() > 0) {
            fields.put("retry-after", Integer.toString(seconds()));
        }
        if (code.httpStatus() == 401) {
            fields.put("www-authenticate", "Bearer realm=\"operator\"");
        }
        org.mopay.proto.v1.Problem message = message();
        boolean json = format == BodyFormat.JSON;
        return new HttpResponse(
                code.httpStatus(),
                json ? JSON_MEDIA_TYPE : format.mediaType(),
                json ? Bytes.ofUtf8(json(message)) : Bytes.adopt(message.toByteArray()),
                fields,
                Optional.of(code));
    }

    private org.mopay.proto.v1.Problem message() {
        ErrorText text = ErrorText.of(code);
        return org.mopay.proto.v1.Problem.newBuilder()
                .setType("urn:mo:error:" + code.code())
                .setTitle(text.sentence())
                .setStatus(code.httpStatus())
                .setDetail(detail.orElse(""))
                .setCode(code.code())
                .setFix(text.fix())
                .setRetryAfter(seconds())
                .setInstance(instance.map(name -> "urn:mo:request:" + name).orElse(""))
                .build();
    }

    private int seconds() {
        return retryAfter
                .map(wait -> Math.toIntExact(wait.plusSeconds(1).minusNanos(1).toSeconds()))
                .orElse(0);
    }

    private static String json(org.mopay.proto.v1.Problem message) {
        try {
            return JsonFormat.printer()
                    .preservingProtoFieldNames()
                    .omittingInsignificantWhitespace()
                    .print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a message without Any has a JSON form", e);
        }
    }
}
