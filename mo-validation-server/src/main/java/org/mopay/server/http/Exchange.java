package org.mopay.server.http;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.Optional;

/** One request on its way in, and what its answer needs to know of it. */
final class Exchange {
    private final String id;
    private final long startedNanos;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private @Nullable RequestHead head;
    private Router.@Nullable Match match;

    Exchange(String id, long startedNanos) {
        this.id = id;
        this.startedNanos = startedNanos;
    }

    String id() {
        return id;
    }

    long nanosAt(long nowNanos) {
        return nowNanos - startedNanos;
    }

    /** Known once the request's head was found to be well-formed. */
    void head(RequestHead wellFormed) {
        this.head = wellFormed;
    }

    /** Known once the request was found to have a route. */
    void match(Router.Match found) {
        this.match = found;
    }

    String route() {
        return match == null
                ? HttpObserver.NO_ROUTE
                : match.route().method() + " " + match.route().template();
    }

    boolean isHead() {
        return head != null && head.method().equals(Method.HEAD.name());
    }

    BodyFormat problemFormat() {
        return head == null
                ? BodyFormat.JSON
                : BodyFormat.ofProblem(head.accept(), head.contentType());
    }

    /** Whether a body of that many bytes is within the route's limit. */
    boolean admits(long bodyBytes) {
        return bodyBytes <= routed().route().maxBody();
    }

    /** Takes a piece of the body, unless it would pass the route's limit. */
    boolean append(ByteBuf content) {
        int size = content.readableBytes();
        if (!admits((long) body.size() + size)) {
            return false;
        }
        byte[] piece = new byte[size];
        content.readBytes(piece);
        body.write(piece, 0, size);
        return true;
    }

    Handler handler() {
        return routed().route().handler();
    }

    HttpRequest request(InetSocketAddress remote, long deadlineNanos) {
        RequestHead parsed = head;
        if (parsed == null) {
            throw new IllegalStateException("the head is not read yet");
        }
        return new HttpRequest(
                id,
                Method.named(parsed.method()).orElseThrow(),
                parsed.path(),
                routed().parameters(),
                parsed.query(),
                parsed.contentType(),
                parsed.accept(),
                parsed.authorization(),
                Bytes.adopt(body.toByteArray()),
                remote,
                deadlineNanos);
    }

    private Router.Match routed() {
        return Optional.ofNullable(match)
                .orElseThrow(() -> new IllegalStateException("the request has no route yet"));
    }
}
