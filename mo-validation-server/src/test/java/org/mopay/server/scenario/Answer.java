package org.mopay.server.scenario;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.util.JsonFormat;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.Problem;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** What the server has answered. */
record Answer(int status, String contentType, long retryAfter, Bytes body) {
    static Answer of(HttpResponse<byte[]> response) {
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("content-type").orElse(""),
                response.headers().firstValueAsLong("retry-after").orElse(0),
                Bytes.copyOf(response.body()));
    }

    String text() {
        return new String(body.toArray(), StandardCharsets.UTF_8);
    }

    /** The message of a 200. */
    <M extends Message> M message(Parser<M> parser) {
        if (status != 200) {
            throw new AssertionError(status + " " + problem());
        }
        try {
            return parser.parseFrom(body.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("not the expected message", e);
        }
    }

    Outcome outcome() {
        return message(Outcome.parser());
    }

    Problem problem() {
        try {
            if (contentType.equals("application/x-protobuf")) {
                return Problem.parseFrom(body.toArray());
            }
            Problem.Builder problem = Problem.newBuilder();
            JsonFormat.parser().merge(text(), problem);
            return problem.build();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("no problem: " + status + " " + text(), e);
        }
    }

    /** The registry's code of a refusal that recorded nothing. */
    ErrorCode code() {
        if (status == 200) {
            throw new AssertionError("answered 200");
        }
        String code = problem().getCode();
        return Stream.of(ErrorCode.values())
                .filter(known -> known.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no code of the registry: " + code));
    }
}
