/**
 * The carrier: HTTP/1.1 and HTTP/2 over TLS 1.3, as one request model.
 *
 * <p>A {@link org.mopay.server.http.Router} is built from method, path template and handler; {@link
 * org.mopay.server.http.HttpServer#start} serves it. A {@link org.mopay.server.http.Handler} gets a
 * whole {@link org.mopay.server.http.HttpRequest} and returns a stage of an {@link
 * org.mopay.server.http.HttpResponse}; what it fails with becomes a {@link
 * org.mopay.server.http.Problem}:
 *
 * <pre>{@code
 * Router router = Router.builder(16 * 1024)
 *         .get("/v1/hello/{name}", request -> CompletableFuture.completedFuture(
 *                 HttpResponse.text("hello " + request.pathParameter("name"))))
 *         .build();
 * HttpServer server = HttpServer.start(address, HttpLimits.defaults(), identity, router, observer);
 * }</pre>
 *
 * <p>Netty is spoken here and nowhere else. Every length, count and wait has a limit of {@link
 * org.mopay.server.http.HttpLimits}. Event loops do I/O only: a handler that computes for long
 * moves to a pool of its own.
 */
@NullMarked
package org.mopay.server.http;

import org.jspecify.annotations.NullMarked;
