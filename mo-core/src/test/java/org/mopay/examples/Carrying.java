package org.mopay.examples;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.carrier.Links;
import org.mopay.core.carrier.QrText;
import org.mopay.core.carrier.StreamFrames;
import org.mopay.core.error.ProtocolException;

import java.util.ArrayList;
import java.util.List;

/** How an engagement is shown, and how frames cross a stream that cuts them anywhere. */
final class Carrying {
    private Carrying() {}

    /** What a payee shows, taken apart again as the payer's phone does. */
    static boolean isTheSameEitherWay(Bytes engagement) throws ProtocolException {
        String link = Links.pay(engagement); // mo://pay/...
        String qr = QrText.encode(engagement); // MO:...
        return Links.engagement(link).equals(engagement) && QrText.decode(qr).equals(engagement);
    }

    /** Sends frames over a stream byte by byte, and gives what arrives. */
    static List<Bytes> crossing(List<Bytes> sent) throws ProtocolException {
        List<Bytes> arrived = new ArrayList<>();
        StreamFrames frames = new StreamFrames(); // one a connection and direction
        for (Bytes frame : sent) {
            Bytes onTheWire = StreamFrames.encode(frame);
            for (int i = 0; i < onTheWire.size(); i++) {
                arrived.addAll(frames.received(onTheWire.slice(i, i + 1)));
            }
        }
        return arrived;
    }
}
