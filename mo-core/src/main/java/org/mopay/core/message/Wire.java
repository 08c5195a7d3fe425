package org.mopay.core.message;

import com.google.protobuf.ByteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;

/** Between protobuf's byte strings and ours; meant for static import. */
public final class Wire {
    private Wire() {}

    public static Bytes bytes(ByteString value) {
        return Bytes.copyOf(value.toByteArray());
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
}
