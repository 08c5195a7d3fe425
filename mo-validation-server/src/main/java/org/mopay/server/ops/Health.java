package org.mopay.server.ops;

import org.mopay.server.http.HttpRequest;
import org.mopay.server.http.HttpResponse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The two probes. {@code /healthz} fails only with the process: restarting helps. {@code /readyz}
 * fails while a check does, or for ever once the server drains: send the work elsewhere.
 */
public final class Health {
    private final Map<String, BooleanSupplier> checks;
    private volatile boolean draining;

    /**
     * Health that rests on the checks.
     *
     * @param checks by name; called on an event loop for each probe, so they read a state and do
     *     not go to a disk or a database
     */
    public Health(Map<String, BooleanSupplier> checks) {
        this.checks = new LinkedHashMap<>(checks);
    }

    /** From now on the server is not ready. */
    public void startDraining() {
        draining = true;
    }

    /** Answers {@code /healthz}. */
    public CompletionStage<HttpResponse> live(HttpRequest request) {
        return answer(200, "{\"status\":\"ok\"}");
    }

    /** Answers {@code /readyz}: 200, or 503 with what is missing. */
    public CompletionStage<HttpResponse> ready(HttpRequest request) {
        if (draining) {
            return answer(503, "{\"status\":\"draining\"}");
        }
        List<String> failing = checks.entrySet().stream()
                .filter(check -> !check.getValue().getAsBoolean())
                .map(check -> '"' + check.getKey() + '"')
                .collect(Collectors.toList());
        if (failing.isEmpty()) {
            return answer(200, "{\"status\":\"ready\"}");
        }
        return answer(
                503, "{\"status\":\"unready\",\"failing\":[" + String.join(",", failing) + "]}");
    }

    private static CompletionStage<HttpResponse> answer(int status, String json) {
        return CompletableFuture.completedFuture(HttpResponse.json(status, json));
    }
}
