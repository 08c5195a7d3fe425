package org.mopay.core.vectors;

import com.google.gson.JsonObject;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.carrier.Links;
import org.mopay.core.carrier.QrText;
import org.mopay.core.carrier.StreamFrames;
import org.mopay.core.channel.Frame;
import org.mopay.core.message.MessageType;

import java.util.List;

/** How an engagement, an activation and a frame look on a carrier. */
final class CarrierVectors extends VectorFile {
    CarrierVectors() {
        super(
                "carriers",
                "The link and the QR text of an engagement, the link of an activation, and a frame"
                        + " behind its length in a stream (chapter 4).");
    }

    @Override
    List<Scenario> scenarios() throws Exception {
        Frame frame = new Frame(
                Frame.Type.TRANSPORT, Named.bytes("session id", 8), 3, Named.bytes("a payload"));
        return List.of(
                of(
                        "engagement",
                        MessageType.ENGAGEMENT.encode(SampleConversation.engagement(false))),
                of("activation", MessageType.ACTIVATION.encode(SampleValidator.activation())),
                of("frame", frame.encode()));
    }

    private static Scenario of(String kind, Bytes encoded) {
        return new Scenario(
                kind, new Members().with("kind", kind).with("encoded", encoded).build());
    }

    @Override
    JsonObject output(VectorInput input) throws Exception {
        Bytes encoded = input.hex("encoded");
        return switch (input.text("kind")) {
            case "engagement" -> engagement(encoded);
            case "activation" ->
                new Members()
                        .with("link", Links.enrol(MessageType.ACTIVATION.decode(encoded)))
                        .build();
            case "frame" -> frame(encoded);
            default -> throw new IllegalArgumentException("no such kind");
        };
    }

    private static JsonObject engagement(Bytes encoded) throws Exception {
        String link = Links.pay(encoded);
        String text = QrText.encode(encoded);
        if (!Links.engagement(link).equals(encoded) || !QrText.decode(text).equals(encoded)) {
            throw new AssertionError("link or QR text is read as something else");
        }
        return new Members().with("link", link).with("qr_text", text).build();
    }

    private static JsonObject frame(Bytes encoded) throws Exception {
        Frame frame = Frame.decode(encoded);
        return new Members()
                .with("session_id", frame.sessionId())
                .with("sequence", frame.sequence())
                .with("payload", frame.payload())
                .with("stream", StreamFrames.encode(frame.encode()))
                .build();
    }
}
