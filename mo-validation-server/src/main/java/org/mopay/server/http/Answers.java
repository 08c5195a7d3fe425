package org.mopay.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

import java.util.Date;

/** Turns answers into Netty's messages. */
final class Answers {
    private Answers() {}

    /** 100 Continue: the head is accepted, send the body (RFC 9110 section 10.1.1). */
    static FullHttpResponse goOn() {
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
    }

    /**
     * A final answer.
     *
     * @param head whether the request was HEAD: the fields of the answer without its body
     * @param last whether the connection ends with this answer
     */
    static FullHttpResponse message(HttpResponse response, boolean head, boolean last) {
        int size = response.body().size();
        ByteBuf body = head
                ? Unpooled.EMPTY_BUFFER
                : Unpooled.wrappedBuffer(response.body().toArray());
        FullHttpResponse message = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()), body);
        message.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, response.contentType())
                .setInt(HttpHeaderNames.CONTENT_LENGTH, size)
                .set(HttpHeaderNames.DATE, DateFormatter.format(new Date()))
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set("x-content-type-options", "nosniff");
        response.headers().forEach(message.headers()::set);
        if (last) {
            message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return message;
    }
}
