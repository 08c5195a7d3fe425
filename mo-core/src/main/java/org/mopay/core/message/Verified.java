package org.mopay.core.message;

import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.Message;

import org.mopay.core.bytes.Bytes;
import org.mopay.proto.v1.Signed;

/**
 * A message whose signature was checked. Only {@link Unverified#verify} makes one, so whoever
 * holds it need not check again, and cannot forget to.
 *
 * @param <M> the protobuf message
 */
public final class Verified<M extends Message> {
    private final MessageType<M> type;
    private final M message;
    private final Signed signed;

    Verified(MessageType<M> type, M message, Signed signed) {
        this.type = type;
        this.message = message;
        this.signed = signed;
    }

    public M message() {
        return message;
    }

    /** The exact bytes that were signed, with their signature. */
    public Signed signed() {
        return signed;
    }

    /** The digest of the exact bytes under the type's context. */
    public Bytes digest() {
        return type.digest(bytes(signed.getBody()));
    }

    @Override
    public String toString() {
        return "Verified " + type;
    }
}
