package org.mopay.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.cli.output.Failure;
import org.mopay.core.Outgoing;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ServerConfig;
import org.mopay.server.http.BodyFormat;
import org.mopay.server.http.HttpResponse;
import org.mopay.server.http.HttpServer;
import org.mopay.server.http.Method;
import org.mopay.server.http.Problem;
import org.mopay.server.http.Router;
import org.mopay.server.ops.Metrics;
import org.mopay.server.tls.TlsIdentity;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The client against the real HTTP server, whose answers are laid out beforehand. */
class ValidatorClientTest {
    private static final Bytes SUBMISSION = Bytes.ofUtf8("a submission");
    private static final Bytes OUTCOME = Bytes.ofUtf8("an outcome");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final AtomicInteger requests = new AtomicInteger();
    private @Nullable HttpServer server;
    private int port;
    private Bytes pin = Bytes.empty();

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static HttpResponse settled() {
        return HttpResponse.of(200, BodyFormat.PROTOBUF, OUTCOME);
    }

    /** Serves these problems, one after the other, then the outcome. */
    private void serve(Problem... problems) throws Exception {
        ServerConfig config = ServerConfig.load(List.of(), Map.of(), directory);
        TlsIdentity identity = TlsIdentity.loadOrCreate(directory, List.of(), Instant.now());
        pin = identity.pin();
        Queue<Problem> left = new ArrayDeque<>(Arrays.asList(problems));
        Router router = Router.builder(config.maxBody())
                .route(Method.POST, "/v1/payments", config.maxBody(), request -> {
                    requests.incrementAndGet();
                    assertThat(request.body()).isEqualTo(SUBMISSION);
                    Problem next = left.poll();
                    return CompletableFuture.completedFuture(
                            next == null ? settled() : next.toResponse(request));
                })
                .build();
        server = HttpServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                config.httpLimits(),
                identity,
                router,
                new Metrics());
        port = server.port();
    }

    private Bytes submit(Duration patience) throws Failure {
        return new ValidatorClient(new ServerAddress("127.0.0.1", port, pin), patience)
                .submitted(new Outgoing(Outgoing.Route.PAYMENT, SUBMISSION));
    }

    private Failure failure(Duration patience) {
        return catchThrowableOfType(Failure.class, () -> submit(patience));
    }

    @Test
    void takesTheAnswerOfThePinnedServer() throws Exception {
        serve();

        assertThat(submit(PATIENCE)).isEqualTo(OUTCOME);
    }

    @Test
    void sendsTheSameBytesAgainWhenTheServerIsBusy() throws Exception {
        serve(Problem.of(ErrorCode.TRY_LATER), Problem.of(ErrorCode.SHUTTING_DOWN));

        assertThat(submit(PATIENCE)).isEqualTo(OUTCOME);
        assertThat(requests).hasValue(3);
    }

    @Test
    void doesNotRepeatWhatWaitsForAPerson() throws Exception {
        serve(Problem.of(ErrorCode.OTP_LOCKED).withRetryAfter(Duration.ofSeconds(1)));

        assertThat(failure(PATIENCE).code()).isEqualTo(ErrorCode.OTP_LOCKED);
        assertThat(requests).hasValue(1);
    }

    @Test
    void doesNotRepeatAFinalRefusal() throws Exception {
        serve(Problem.of(ErrorCode.SIGNATURE_INVALID, "the payer's"));

        Failure failure = failure(PATIENCE);
        assertThat(failure.code()).isEqualTo(ErrorCode.SIGNATURE_INVALID);
        assertThat(failure.detail()).isEqualTo("the payer's");
        assertThat(requests).hasValue(1);
    }

    @Test
    void givesUpAtOnceWhenTheServerAsksForMoreThanItsPatience() throws Exception {
        serve(Problem.of(ErrorCode.TRY_LATER).withRetryAfter(Duration.ofHours(1)));

        Failure failure = failure(PATIENCE);
        assertThat(failure.code()).isEqualTo(ErrorCode.TRY_LATER);
        assertThat(failure.detail()).contains("again in 3600 s");
        assertThat(requests).hasValue(1);
    }

    @Test
    void sendsNothingToAServerWithAnotherKey() throws Exception {
        serve();
        pin = Bytes.copyOf(new byte[32]);

        assertThat(failure(PATIENCE).code()).isEqualTo(ErrorCode.TLS_PIN_MISMATCH);
        assertThat(requests).hasValue(0);
    }

    @Test
    void callsASilentOrAbsentServerUnreachable() throws Exception {
        serve();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServerAddress address = new ServerAddress("127.0.0.1", silent.getLocalPort(), pin);
            ValidatorClient client = new ValidatorClient(address, Duration.ofMillis(300));

            Failure failure = catchThrowableOfType(
                    Failure.class,
                    () -> client.submitted(new Outgoing(Outgoing.Route.PAYMENT, SUBMISSION)));

            assertThat(failure.code()).isEqualTo(ErrorCode.VALIDATOR_UNREACHABLE);
        }
    }
}
