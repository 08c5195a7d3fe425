package org.mopay.cli.vectors.own;

import com.google.gson.JsonObject;

import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.cli.vectors.VectorObject;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.carrier.Links;
import org.mopay.core.carrier.QrText;
import org.mopay.core.carrier.StreamFrames;
import org.mopay.core.channel.Frame;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;

/** How an engagement, an activation and a frame look on a carrier. */
final class CarrierComputation implements Computation {
    @Override
    public JsonObject output(VectorObject input)
            throws VectorMismatch, VectorFormatException, ProtocolException {
        Bytes encoded = input.hex("encoded");
        return switch (input.text("kind")) {
            case "engagement" -> engagement(encoded);
            case "activation" ->
                new Members()
                        .with("link", Links.enrol(MessageType.ACTIVATION.decode(encoded)))
                        .build();
            case "frame" -> frame(encoded);
            default -> throw new VectorMismatch("no such kind");
        };
    }

    private static JsonObject engagement(Bytes encoded) throws VectorMismatch, ProtocolException {
        String link = Links.pay(encoded);
        String text = QrText.encode(encoded);
        if (!Links.engagement(link).equals(encoded) || !QrText.decode(text).equals(encoded)) {
            throw new VectorMismatch("link or QR text is read as something else");
        }
        return new Members().with("link", link).with("qr_text", text).build();
    }

    private static JsonObject frame(Bytes encoded) throws ProtocolException {
        Frame frame = Frame.decode(encoded);
        return new Members()
                .with("session_id", frame.sessionId())
                .with("sequence", frame.sequence())
                .with("payload", frame.payload())
                .with("stream", StreamFrames.encode(frame.encode()))
                .build();
    }
}
