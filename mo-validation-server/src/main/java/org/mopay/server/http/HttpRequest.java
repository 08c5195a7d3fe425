package org.mopay.server.http;

import org.mopay.core.bytes.Bytes;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/**
 * One whole request, the same for HTTP/1.1 and HTTP/2.
 *
 * @param id names the request in the log and in an INTERNAL_ERROR's answer
 * @param path the path as sent, without the query
 * @param pathParameters decoded values of the template's names
 * @param query decoded query parameters, each at most once
 * @param contentType the Content-Type field as sent
 * @param accept the Accept fields as sent, joined
 * @param authorization the Authorization field as sent; a secret
 * @param remote the peer's address
 * @param deadline after which nobody waits for the answer, in {@link System#nanoTime}'s nanoseconds
 */
public record HttpRequest(
        String id,
        Method method,
        String path,
        Map<String, String> pathParameters,
        Map<String, String> query,
        Optional<String> contentType,
        Optional<String> accept,
        Optional<String> authorization,
        Bytes body,
        InetSocketAddress remote,
        long deadline) {

    public HttpRequest {
        pathParameters = Map.copyOf(pathParameters);
        query = Map.copyOf(query);
    }

    /**
     * The decoded value of a name in the route's template.
     *
     * @throws IllegalArgumentException if the template has no such name
     */
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no {" + name + "}");
        }
        return value;
    }

    /** The decoded query parameter of that name. */
    public Optional<String> queryParameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** Method, path and size: neither query nor credentials. */
    @Override
    public String toString() {
        return id + " " + method + " " + path + " (" + body.size() + " bytes)";
    }
}
