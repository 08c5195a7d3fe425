package org.mopay.cli.phone;

import org.mopay.cli.host.Trace;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.Event;

import java.util.List;
import java.util.Locale;

/** The messages of a payment as events; as text they would only be in the way. */
final class TraceView {
    private TraceView() {}

    static Trace of(Console console) {
        return (peer, sent, tokens, content, bytes) -> console.print(
                Event.named("message")
                        .with("peer", peer.name().toLowerCase(Locale.ROOT))
                        .with("sent", sent)
                        .with("tokens", tokens)
                        .with("content", content)
                        .with("bytes", bytes),
                List.of());
    }
}
