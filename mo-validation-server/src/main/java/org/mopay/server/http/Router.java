package org.mopay.server.http;

import org.mopay.core.error.ErrorCode;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the handler for a method and a path. The first route that fits is taken. */
public final class Router {
    private final List<Route> routes;

    private Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** A route and the values of the names in its template. */
    record Match(Route route, Map<String, String> parameters) {}

    /**
     * One route.
     *
     * @param maxBody the most bytes a request's body may have
     */
    record Route(Method method, PathTemplate template, Handler handler, int maxBody) {

        /** HEAD is GET without the body (RFC 9110 section 9.3.2). */
        boolean takes(Method asked) {
            return method == asked || (method == Method.GET && asked == Method.HEAD);
        }
    }

    /** Starts an empty table; {@code maxBody} bytes is the limit of routes that name none. */
    public static Builder builder(int maxBody) {
        return new Builder(maxBody);
    }

    /**
     * The route for a request.
     *
     * @param segments the decoded segments of the path
     * @throws ProblemException NOT_FOUND, or METHOD_NOT_ALLOWED with the Allow field
     */
    Match find(String methodName, List<String> segments) {
        Optional<Method> method = Method.named(methodName);
        Set<String> allowed = new LinkedHashSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> parameters = route.template().match(segments);
            if (parameters.isEmpty()) {
                continue;
            }
            if (method.isPresent() && route.takes(method.get())) {
                return new Match(route, parameters.get());
            }
            allowed.add(route.method().name());
            if (route.method() == Method.GET) {
                allowed.add(Method.HEAD.name());
            }
        }
        throw new ProblemException(
                allowed.isEmpty()
                        ? Problem.of(ErrorCode.NOT_FOUND)
                        : Problem.of(ErrorCode.METHOD_NOT_ALLOWED)
                                .withHeader("allow", String.join(", ", allowed)));
    }

    /** Collects routes. */
    public static final class Builder {
        private final int maxBody;
        private final List<Route> routes = new ArrayList<>();

        private Builder(int maxBody) {
            this.maxBody = maxBody;
        }

        public Builder get(String template, Handler handler) {
            return route(Method.GET, template, maxBody, handler);
        }

        public Builder post(String template, Handler handler) {
            return route(Method.POST, template, maxBody, handler);
        }

        /** A route with a body limit of its own, in bytes. */
        public Builder route(Method method, String template, int bodyLimit, Handler handler) {
            routes.add(new Route(method, new PathTemplate(template), handler, bodyLimit));
            return this;
        }

        public Router build() {
            return new Router(routes);
        }
    }
}
