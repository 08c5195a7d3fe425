package org.mopay.cli.vectors.own;

import com.google.gson.JsonObject;

import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Padding;

/** Payloads and boxes are padded before they are encrypted. */
final class PaddingComputation implements Computation {
    @Override
    public JsonObject output(VectorObject input)
            throws VectorMismatch, VectorFormatException, ProtocolException {
        byte[] padded = Padding.pad(input.hex("message").toArray());
        if (!Bytes.copyOf(Padding.unpad(padded)).equals(input.hex("message"))) {
            throw new VectorMismatch("the padding does not come off");
        }
        return new Members().with("padded", Bytes.copyOf(padded)).build();
    }
}
