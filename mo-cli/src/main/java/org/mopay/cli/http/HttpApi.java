package org.mopay.cli.http;

import com.google.protobuf.InvalidProtocolBufferException;

import org.jspecify.annotations.Nullable;
import org.mopay.cli.output.Failure;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.proto.v1.Problem;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls one server. A call that could not be answered now is sent again, the same bytes, for as long
 * as the caller's patience lasts and no longer: every message of MO/1 is idempotent.
 */
final class HttpApi {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final int OK = 200;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration ATTEMPT = Duration.ofSeconds(10);

    private final ServerAddress server;
    private final Duration patience;
    private final Optional<String> bearer;
    private @Nullable HttpClient client;

    HttpApi(ServerAddress server, Duration patience, Optional<String> bearer) {
        this.server = server;
        this.patience = patience;
        this.bearer = bearer;
    }

    /** Made when it is first needed: a payer whose payee submits never does. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .sslContext(PinnedTrust.context(server.tlsPin()))
                    .version(HttpClient.Version.HTTP_2)
                    .connectTimeout(patience)
                    .build();
        }
        return client;
    }

    Bytes get(String path) throws Failure {
        return call(request(path).GET().build());
    }

    Bytes post(String path, Bytes body) throws Failure {
        BodyPublisher content = BodyPublishers.ofByteArray(body.toArray());
        return call(request(path).header("content-type", PROTOBUF).POST(content).build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri(path)).header("accept", PROTOBUF);
        bearer.ifPresent(token -> request.header("authorization", "Bearer " + token));
        return request;
    }

    private Bytes call(HttpRequest request) throws Failure {
        long end = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            Attempt attempt = attempt(request, Duration.ofNanos(end - System.nanoTime()));
            if (attempt.body.isPresent()) {
                return attempt.body.get();
            }
            Failure failure = attempt.failure.orElseThrow();
            Duration wait = attempt.retryAfter.compareTo(pause) > 0 ? attempt.retryAfter : pause;
            if (!mayPass(failure.code()) || System.nanoTime() + wait.toNanos() > end) {
                throw failure;
            }
            sleep(wait);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                    ? pause.multipliedBy(2)
                    : LONGEST_PAUSE;
        }
    }

    /** What passes by itself; the other temporary errors wait for a person or for the other phone. */
    private static boolean mayPass(ErrorCode code) {
        return switch (code) {
            case VALIDATOR_UNREACHABLE,
                    TRY_LATER,
                    RATE_LIMITED,
                    DEADLINE_EXCEEDED,
                    INTERNAL_ERROR,
                    SHUTTING_DOWN,
                    STORE_UNAVAILABLE -> true;
            default -> false;
        };
    }

    private record Attempt(Optional<Bytes> body, Optional<Failure> failure, Duration retryAfter) {
        static Attempt failed(Failure failure, Duration retryAfter) {
            return new Attempt(Optional.empty(), Optional.of(failure), retryAfter);
        }
    }

    private Attempt attempt(HttpRequest request, Duration rest) throws Failure {
        Duration limit = rest.compareTo(ATTEMPT) < 0 ? rest : ATTEMPT;
        CompletableFuture<HttpResponse<byte[]>> answer =
                client().sendAsync(request, BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> response = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            Bytes body = Bytes.copyOf(response.body());
            return response.statusCode() == OK
                    ? new Attempt(Optional.of(body), Optional.empty(), Duration.ZERO)
                    : problem(response.statusCode(), body);
        } catch (ExecutionException e) {
            return Attempt.failed(unreachable(e), Duration.ZERO);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Attempt.failed(
                    Failure.of(
                            ErrorCode.VALIDATOR_UNREACHABLE, server + " did not answer in time", e),
                    Duration.ZERO);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Failure unreachable(ExecutionException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PinnedTrust.PinMismatch) {
                return Failure.of(
                        ErrorCode.TLS_PIN_MISMATCH, String.valueOf(cause.getMessage()), e);
            }
        }
        Throwable cause = e.getCause();
        String reason = cause instanceof IOException && cause.getMessage() != null
                ? cause.getMessage()
                : cause == null ? "no answer" : cause.getClass().getSimpleName();
        return Failure.of(ErrorCode.VALIDATOR_UNREACHABLE, server + ": " + reason, e);
    }

    private Attempt problem(int status, Bytes body) {
        Problem problem;
        try {
            problem = Problem.parseFrom(body.toArray());
        } catch (InvalidProtocolBufferException e) {
            problem = Problem.getDefaultInstance();
        }
        Optional<ErrorCode> code = codeOf(problem.getCode());
        if (code.isEmpty()) {
            return Attempt.failed(
                    Failure.of(ErrorCode.INTERNAL_ERROR, server + " answered HTTP " + status),
                    Duration.ZERO);
        }
        Duration retryAfter = Duration.ofSeconds(problem.getRetryAfter());
        String detail = problem.getDetail();
        if (problem.getRetryAfter() > 0) {
            detail += (detail.isEmpty() ? "" : "; ") + "again in " + problem.getRetryAfter() + " s";
        }
        if (!problem.getInstance().isEmpty()) {
            detail += (detail.isEmpty() ? "" : "; ") + problem.getInstance();
        }
        return Attempt.failed(Failure.of(code.get(), detail), retryAfter);
    }

    private static Optional<ErrorCode> codeOf(String text) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.code().equals(text)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    private static void sleep(Duration wait) throws Failure {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static Failure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return Failure.of(ErrorCode.VALIDATOR_UNREACHABLE, "interrupted", e);
    }
}
