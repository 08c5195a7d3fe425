package org.mopay.cli.http;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;

import org.mopay.cli.output.Failure;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;

/** Reads the body of an answer. */
final class Answer {
    private Answer() {}

    static <M> M parse(Parser<M> parser, Bytes body) throws Failure {
        try {
            return parser.parseFrom(body.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw Failure.of(ErrorCode.MALFORMED_MESSAGE, "the validator's answer", e);
        }
    }
}
