package org.mopay.server.http;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer. The server adds Content-Length, Date and, unless the answer sets it, {@code
 * Cache-Control: no-store}.
 *
 * @param status the status code (RFC 9110 section 15)
 * @param headers further fields, with lower-case names
 * @param error the registry's code when the answer is a problem
 */
public record HttpResponse(
        int status,
        String contentType,
        Bytes body,
        Map<String, String> headers,
        Optional<ErrorCode> error) {

    public HttpResponse {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("no final status: " + status);
        }
        headers = Map.copyOf(headers);
    }

    /** An answer without further fields. */
    public static HttpResponse of(int status, String contentType, Bytes body) {
        return new HttpResponse(status, contentType, body, Map.of(), Optional.empty());
    }

    /** An answer in one of the two forms of the API. */
    public static HttpResponse of(int status, BodyFormat format, Bytes body) {
        return of(status, format.mediaType(), body);
    }

    /** 200 with plain UTF-8 text. */
    public static HttpResponse text(String body) {
        return of(200, "text/plain; charset=utf-8", Bytes.ofUtf8(body));
    }

    /** A JSON text with a status. */
    public static HttpResponse json(int status, String body) {
        return of(status, BodyFormat.JSON, Bytes.ofUtf8(body));
    }

    /** This answer with one more field. */
    public HttpResponse withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpResponse(status, contentType, body, more, error);
    }
}
