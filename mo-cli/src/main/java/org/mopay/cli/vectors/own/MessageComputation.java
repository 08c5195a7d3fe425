package org.mopay.cli.vectors.own;

import com.google.gson.JsonObject;

import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;

/** Each message type, in JSON and as its one encoding. */
final class MessageComputation implements Computation {
    @Override
    public JsonObject output(VectorObject input)
            throws VectorMismatch, VectorFormatException, ProtocolException {
        MessageType<?> type = Types.type(input.text("type"));
        JsonObject message = input.object("message").json();
        Bytes encoded = Types.encode(type, message);
        if (!Types.json(type.decode(encoded)).equals(message)) {
            throw new VectorMismatch("the encoding decodes to another message");
        }
        return new Members().with("encoded", encoded).build();
    }
}
