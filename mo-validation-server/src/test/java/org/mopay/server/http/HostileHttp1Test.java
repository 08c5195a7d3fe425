package org.mopay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.server.http.HttpLimits.Timeouts;
import org.mopay.server.http.HttpObserver.Fault;

import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Requests that smuggle, stall or never end. */
class HostileHttp1Test {
    /** More than the buffers of both sockets take. */
    private static final int HUGE = 64 * 1024 * 1024;

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = TestServer.PATIENCE;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /x HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n"
                        + "transfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nhost: a\r\n\r\n",
                "POST /x HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabcd",
                "POST /x HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ncontent-length: 3\r\n\r\nabc",
                "POST /x HTTP/1.1\r\nhost: a\r\ncontent-length: 3, 3\r\n\r\nabc",
                "POST /x HTTP/1.1\r\nhost: a\r\ncontent-length: +3\r\n\r\nabc",
                "POST /x HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n",
                "POST /x HTTP/1.1\r\nhost: a\r\ntransfer-encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST /x HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
                "POST /x HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n\r\n",
                "GET /x HTTP/1.1\r\nhost : a\r\n\r\n",
                "GET /x HTTP/1.1\r\nhost: a\r\nx\u0000y: b\r\n\r\n",
                "GET /x HTTP/1.1\r\nconnection: close\r\n\r\n",
                "GET /x HTTP/1.1\r\nhost: a\r\nhost: b\r\nconnection: close\r\n\r\n",
                "GET /x HTTP/9.9\r\nhost: a\r\nconnection: close\r\n\r\n",
                "GET x HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
                "GET /x?a=%f HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
                "\r\n\u0001\u0002\u0003\r\n\r\n"
            })
    void refusesWhatCouldBeReadInTwoWays(String bytes) throws Exception {
        try (TestServer server = start(TestServer.PATIENT);
                RawHttp1Client client = connect(server)) {
            String answer = client.send(bytes).readToEnd();

            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json")
                    .contains("connection: close")
                    .contains("\"code\":\"MO-1001\"")
                    .doesNotContain("smuggled")
                    .containsOnlyOnce("HTTP/1.1");
        }
    }

    @Test
    void acceptsTheAbsoluteFormOfATarget() throws Exception {
        try (TestServer server = start(TestServer.PATIENT);
                RawHttp1Client client = connect(server)) {
            client.send("GET https://a/x HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");

            assertThat(client.readToEnd()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void refusesAHeaderAboveTheLimit() throws Exception {
        try (TestServer server = start(TestServer.PATIENT)) {
            try (RawHttp1Client client = connect(server)) {
                client.send("GET /x HTTP/1.1\r\nhost: a\r\nx: " + "y".repeat(20_000) + "\r\n\r\n");
                assertThat(client.readToEnd()).startsWith("HTTP/1.1 413 ").contains("MO-1002");
            }
            try (RawHttp1Client client = connect(server)) {
                client.send("GET /" + "y".repeat(20_000) + " HTTP/1.1\r\nhost: a\r\n\r\n");
                assertThat(client.readToEnd()).startsWith("HTTP/1.1 413 ").contains("MO-1002");
            }
        }
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws Exception {
        try (TestServer server = start(TestServer.PATIENT);
                RawHttp1Client client = connect(server)) {
            client.send("GET /order/1 HTTP/1.1\r\nhost: a\r\n\r\n"
                    + "GET /order/2 HTTP/1.1\r\nhost: a\r\n\r\n"
                    + "GET /order/3 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");

            assertThat(client.readToEnd()).containsSubsequence("number 1", "number 2", "number 3");
        }
    }

    @Test
    void closesAConnectionWhoseHeadDoesNotEnd() throws Exception {
        try (TestServer server = start(new Timeouts(LONG, SHORT, LONG, LONG, LONG));
                RawHttp1Client client = connect(server)) {
            client.send("GET /x HTTP/1.1\r\nhost: ");

            assertThat(client.readToEnd()).isEmpty();
            assertThat(server.observer.nextFault()).isEqualTo(Fault.TIMEOUT);
        }
    }

    @Test
    void closesAConnectionWhoseBodyDoesNotEnd() throws Exception {
        try (TestServer server = start(new Timeouts(LONG, SHORT, LONG, LONG, LONG));
                RawHttp1Client client = connect(server)) {
            client.send("POST /x HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nabc");

            assertThat(client.readToEnd()).isEmpty();
            assertThat(server.observer.nextFault()).isEqualTo(Fault.TIMEOUT);
        }
    }

    @Test
    void closesAConnectionThatIdles() throws Exception {
        try (TestServer server = start(new Timeouts(LONG, LONG, LONG, LONG, SHORT));
                RawHttp1Client client = connect(server)) {
            client.send("GET /order/1 HTTP/1.1\r\nhost: a\r\n\r\n");

            assertThat(client.readThrough("number 1")).startsWith("HTTP/1.1 200 ");
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void closesAConnectionThatDoesNotTakeItsAnswer() throws Exception {
        try (TestServer server = start(new Timeouts(LONG, LONG, LONG, SHORT, LONG));
                RawHttp1Client client = connect(server)) {
            client.send("GET /huge HTTP/1.1\r\nhost: a\r\n\r\n");

            assertThat(server.observer.nextFault()).isEqualTo(Fault.TIMEOUT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersItselfWhenAHandlerTakesTooLong(Version version) throws Exception {
        try (TestServer server = start(new Timeouts(LONG, LONG, SHORT, LONG, LONG))) {
            var request =
                    java.net.http.HttpRequest.newBuilder(server.uri("/never")).build();

            var answer = server.client(version).send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(answer.body()).contains("\"code\":\"MO-7003\"");
        }
    }

    private static TestServer start(Timeouts timeouts) throws Exception {
        return TestServer.start(
                new HttpLimits(1000, 1000, 0, 100, 8192, timeouts),
                routes -> routes.get("/x", request -> answer("x"))
                        .post("/x", request -> answer("x"))
                        .get("/smuggled", request -> answer("smuggled"))
                        .get(
                                "/order/{n}",
                                request -> answer("number " + request.pathParameter("n")))
                        .get(
                                "/huge",
                                request -> CompletableFuture.completedFuture(HttpResponse.of(
                                        200, "text/plain", Bytes.copyOf(new byte[HUGE]))))
                        .get("/never", request -> new CompletableFuture<>()));
    }

    private static CompletableFuture<HttpResponse> answer(String text) {
        return CompletableFuture.supplyAsync(() -> HttpResponse.text(text));
    }

    private static RawHttp1Client connect(TestServer server) throws Exception {
        return new RawHttp1Client(server.connect("http/1.1"));
    }
}
