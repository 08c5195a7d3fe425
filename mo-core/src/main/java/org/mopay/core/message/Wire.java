package org.mopay.core.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

/** Between protobuf's byte strings and ours; meant for static import. */
public final class Wire {
    private Wire() {}

    public static Bytes bytes(ByteString value) {
        return Bytes.adopt(value.toByteArray());
    }

    public static ByteString byteString(Bytes value) {
        return ByteString.copyFrom(value.toArray());
    }

    /** A secret out of stored state. */
    public static SecretBytes secret(ByteString value) {
        return SecretBytes.adopt(value.toByteArray());
    }

    /** A secret into stored state: the place where it leaves its wrapper. */
    public static ByteString byteString(SecretBytes value) {
        return value.use(ByteString::copyFrom);
    }

    /**
     * Reads a body of this phone's own record, which was decoded strictly before it was stored.
     *
     * @throws ProtocolException PHONE_STATE_CORRUPT if the record is damaged
     */
    public static <M extends Message> M recorded(Parser<M> parser, ByteString body)
            throws ProtocolException {
        try {
            return parser.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            throw new ProtocolException(
                    ErrorCode.PHONE_STATE_CORRUPT, "a stored message can't be read", e);
        }
    }
}
