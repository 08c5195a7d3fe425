package org.mopay.cli.vectors.own;

import com.google.gson.JsonObject;

import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Frame;
import org.mopay.core.error.ProtocolException;

/** What a receiver refuses, and with which code. */
final class MalformedComputation implements Computation {
    /** What carries the messages is refused like them, and is none of their types. */
    private static final String FRAME = "frame";

    @Override
    public JsonObject output(VectorObject input) throws VectorMismatch, VectorFormatException {
        String type = input.text("type");
        Bytes encoded = input.hex("encoded");
        try {
            if (type.equals(FRAME)) {
                Frame.decode(encoded);
            } else {
                Types.type(type).decode(encoded);
            }
        } catch (ProtocolException e) {
            return new Members().with("error", e.code().code()).build();
        }
        throw new VectorMismatch("it was not refused");
    }
}
