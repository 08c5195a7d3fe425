package org.mopay.core.message;

import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.Message;

import org.mopay.core.crypto.Verifier;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Signed;

/**
 * A signed message that was decoded and is not believed yet: who must have signed it is often said
 * by the message itself, or by what it goes with.
 *
 * @param <M> the protobuf message
 */
public final class Unverified<M extends Message> {
    private final MessageType<M> type;
    private final M message;
    private final Signed signed;

    Unverified(MessageType<M> type, M message, Signed signed) {
        this.type = type;
        this.message = message;
        this.signed = signed;
    }

    /** What it says, whoever says it. */
    public M message() {
        return message;
    }

    public Signed signed() {
        return signed;
    }

    /**
     * Checks the signature over the exact bytes that were decoded.
     *
     * @throws ProtocolException SIGNATURE_INVALID
     */
    public Verified<M> verify(Verifier verifier) throws ProtocolException {
        if (!verifier.verify(
                type.inContext(bytes(signed.getBody())), bytes(signed.getSignature()))) {
            throw new ProtocolException(
                    ErrorCode.SIGNATURE_INVALID, type + ": the signature does not fit");
        }
        return new Verified<>(type, message, signed);
    }

    @Override
    public String toString() {
        return "Unverified " + type;
    }
}
