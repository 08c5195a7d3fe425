package org.mopay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that is told to stop answers what it has begun. */
class DrainTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(routes -> routes.get("/slow", request -> {
            begun.countDown();
            return answer;
        }));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void answersWhatIsUnderWayAndTakesNothingNew(Version version) throws Exception {
        HttpClient client = server.client(version);
        var pending = client.sendAsync(
                java.net.http.HttpRequest.newBuilder(server.uri("/slow")).build(),
                BodyHandlers.ofString());
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Boolean> drained =
                CompletableFuture.supplyAsync(() -> server.server.drain(TestServer.PATIENCE));
        awaitThatNobodyListens();
        assertThat(drained).isNotDone();
        answer.complete(HttpResponse.text("done"));

        assertThat(pending.get(60, TimeUnit.SECONDS).body()).isEqualTo("done");
        assertThat(drained.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tellsAnHttp1ClientThatTheConnectionEnds() throws Exception {
        try (RawHttp1Client client = new RawHttp1Client(server.connect("http/1.1"))) {
            client.send("GET /slow HTTP/1.1\r\nhost: a\r\n\r\n");
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Boolean> drained =
                    CompletableFuture.supplyAsync(() -> server.server.drain(TestServer.PATIENCE));
            awaitThatNobodyListens();
            answer.complete(HttpResponse.text("done"));

            assertThat(client.readToEnd()).contains("connection: close").endsWith("done");
            assertThat(drained.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void refusesNewStreamsAndSaysGoodbyeAfterTheLast() throws Exception {
        try (RawHttp2Client client = new RawHttp2Client(server.connect("h2"))) {
            client.send(request(1));
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Boolean> drained =
                    CompletableFuture.supplyAsync(() -> server.server.drain(TestServer.PATIENCE));
            awaitThatNobodyListens();

            client.send(request(3));
            RawHttp2Client.Frame refused = client.next(RawHttp2Client.DATA);
            assertThat(refused).isNotNull();
            assertThat(refused.stream()).isEqualTo(3);
            assertThat(new String(refused.payload().toArray(), StandardCharsets.UTF_8))
                    .contains("\"code\":\"MO-7005\"");

            answer.complete(HttpResponse.text("done"));
            RawHttp2Client.Frame answered = client.next(RawHttp2Client.DATA);
            assertThat(answered).isNotNull();
            assertThat(answered.stream()).isEqualTo(1);
            assertThat(client.next(RawHttp2Client.GOAWAY)).isNotNull();
            assertThat(drained.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static byte[] request(int stream) {
        int flags = RawHttp2Client.END_HEADERS | RawHttp2Client.END_STREAM;
        return RawHttp2Client.frame(
                RawHttp2Client.HEADERS, flags, stream, RawHttp2Client.get("/slow"));
    }

    @Test
    void closesIdleConnectionsAtOnce() throws Exception {
        try (RawHttp1Client http1 = new RawHttp1Client(server.connect("http/1.1"));
                RawHttp2Client http2 = new RawHttp2Client(server.connect("h2"))) {
            assertThat(http2.next(RawHttp2Client.SETTINGS)).isNotNull();

            assertThat(server.server.drain(TestServer.PATIENCE)).isTrue();

            assertThat(http1.readToEnd()).isEmpty();
            assertThat(http2.next(RawHttp2Client.GOAWAY)).isNotNull();
            assertThat(http2.next(RawHttp2Client.GOAWAY)).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutsWhatDoesNotEndInTime(Version version) throws Exception {
        var pending = server.client(version)
                .sendAsync(
                        java.net.http.HttpRequest.newBuilder(server.uri("/slow"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

        assertThat(server.server.drain(Duration.ofMillis(100))).isFalse();

        assertThat(pending).failsWithin(TestServer.PATIENCE);
    }

    private void awaitThatNobodyListens() {
        while (true) {
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
                assertThat(socket.isConnected()).isTrue();
            } catch (IOException refused) {
                return;
            }
        }
    }
}
