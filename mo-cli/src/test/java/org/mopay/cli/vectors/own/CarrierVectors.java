package org.mopay.cli.vectors.own;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Frame;
import org.mopay.core.message.MessageType;

import java.util.List;

/** How an engagement, an activation and a frame look on a carrier. */
final class CarrierVectors extends VectorFile {
    CarrierVectors() {
        super(
                OwnKind.CARRIERS,
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
}
