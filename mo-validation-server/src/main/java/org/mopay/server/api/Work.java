package org.mopay.server.api;

import org.mopay.core.error.ProtocolException;
import org.mopay.server.http.Problem;
import org.mopay.server.http.ProblemException;
import org.mopay.server.ledger.LedgerException;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/** Takes work off the event loops, and names the ledger's failures for HTTP. */
final class Work {
    private final Executor pool;

    Work(Executor pool) {
        this.pool = pool;
    }

    /** A step that may fail with a protocol error. */
    interface Step<T> {
        T run() throws ProtocolException;
    }

    /**
     * Runs a step on the validation pool. A full pool rejects it at once: {@link
     * java.util.concurrent.RejectedExecutionException} is TRY_LATER.
     */
    <T> CompletionStage<T> run(Step<T> step) {
        return CompletableFuture.supplyAsync(() -> attempt(step), pool)
                .exceptionally(Work::rethrow);
    }

    /** Runs a step where the caller is. */
    static <T> T attempt(Step<T> step) {
        try {
            return step.run();
        } catch (ProtocolException e) {
            throw new CompletionException(e);
        }
    }

    /** The ledger's failure as a problem; all others as they are. */
    static <T> T rethrow(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof LedgerException) {
            LedgerException refused = (LedgerException) cause;
            Problem problem = Problem.of(refused.code());
            throw new ProblemException(
                    refused.retryAfter() > 0
                            ? problem.withRetryAfter(Duration.ofSeconds(refused.retryAfter()))
                            : problem);
        }
        throw failure instanceof CompletionException
                ? (CompletionException) failure
                : new CompletionException(failure);
    }
}
