package org.mopay.server.http;

import org.mopay.core.error.ProtocolException;

import java.util.concurrent.CompletionStage;

/**
 * Answers the requests of a route. It is called on an event loop and must not block it: the stage
 * it returns may be completed by any thread.
 */
@FunctionalInterface
public interface Handler {
    /**
     * Answers one request. What is thrown, or what the stage fails with, becomes a problem: a
     * {@link ProtocolException} with its own code, a {@link ProblemException} as it is, a {@link
     * java.util.concurrent.RejectedExecutionException} as TRY_LATER, anything else as
     * INTERNAL_ERROR.
     */
    CompletionStage<HttpResponse> handle(HttpRequest request) throws ProtocolException;
}
