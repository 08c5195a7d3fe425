package org.mopay.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;

import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request says before its body, read strictly: whatever two programs could read in two ways
 * is malformed.
 *
 * @param method the method's name, known or not
 * @param segments the decoded segments of the path; an encoded slash does not separate
 * @param contentLength the declared size of the body, -1 if not declared
 */
record RequestHead(
        String method,
        String path,
        List<String> segments,
        Map<String, String> query,
        Optional<String> contentType,
        Optional<String> accept,
        Optional<String> authorization,
        long contentLength) {

    private static final int MAX_QUERY_PARAMETERS = 16;

    /**
     * Reads a head that Netty found well-formed.
     *
     * @throws ProtocolException MALFORMED_MESSAGE; UNSUPPORTED_MEDIA_TYPE for a compressed body
     */
    static RequestHead read(HttpRequest request) throws ProtocolException {
        if (request.protocolVersion().majorVersion() != 1) {
            throw malformed("HTTP version " + request.protocolVersion());
        }
        HttpHeaders fields = request.headers();
        Optional<String> encoding = single(fields, HttpHeaderNames.CONTENT_ENCODING);
        if (encoding.isPresent() && !encoding.get().equalsIgnoreCase("identity")) {
            throw new ProtocolException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "compressed bodies are not taken");
        }
        String target = originForm(request.uri());
        String path = target.split("\\?", 2)[0];
        List<String> accept = fields.getAll(HttpHeaderNames.ACCEPT);
        try {
            return new RequestHead(
                    request.method().name(),
                    path,
                    segments(path),
                    query(target),
                    single(fields, HttpHeaderNames.CONTENT_TYPE),
                    accept.isEmpty() ? Optional.empty() : Optional.of(String.join(",", accept)),
                    single(fields, HttpHeaderNames.AUTHORIZATION),
                    HttpUtil.getContentLength(request, -1L));
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "the request target is not well-formed", e);
        }
    }

    /** HTTP/1.1 wants exactly one Host (RFC 9112 section 3.2). */
    static void requireHost(HttpRequest request) throws ProtocolException {
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && request.protocolVersion().minorVersion() > 0)) {
            throw malformed(hosts + " Host fields");
        }
    }

    /** The absolute form {@code https://host/path} means {@code /path} (RFC 9112 section 3.2.2). */
    private static String originForm(String target) throws ProtocolException {
        if (target.startsWith("/")) {
            return target;
        }
        int authority = target.indexOf("://");
        if (authority < 0) {
            throw malformed("the request target is no path");
        }
        int path = target.indexOf('/', authority + "://".length());
        return path < 0 ? "/" : target.substring(path);
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            // Only in a query does + mean a space.
            segments.add(QueryStringDecoder.decodeComponent(
                    segment.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return List.copyOf(segments);
    }

    private static Map<String, String> query(String target) throws ProtocolException {
        QueryStringDecoder decoder = new QueryStringDecoder(
                target, StandardCharsets.UTF_8, true, MAX_QUERY_PARAMETERS, true);
        Map<String, String> query = new HashMap<>();
        for (Map.Entry<String, List<String>> parameter : decoder.parameters().entrySet()) {
            if (parameter.getValue().size() > 1) {
                throw malformed("the query has more than one " + parameter.getKey());
            }
            query.put(parameter.getKey(), parameter.getValue().get(0));
        }
        return query;
    }

    private static Optional<String> single(HttpHeaders fields, CharSequence name)
            throws ProtocolException {
        List<String> values = fields.getAll(name);
        if (values.size() > 1) {
            throw malformed("more than one " + name + " field");
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    private static ProtocolException malformed(String detail) {
        return new ProtocolException(ErrorCode.MALFORMED_MESSAGE, detail);
    }
}
