package org.mopay.server.http;

import java.util.Optional;

/** The request methods a route may have (RFC 9110 section 9, RFC 5789). */
public enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE;

    /** The method of that name, which is case-sensitive; empty if no route can have it. */
    static Optional<Method> named(String name) {
        for (Method method : values()) {
            if (method.name().equals(name)) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }
}
