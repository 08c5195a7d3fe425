package org.mopay.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.server.http.RawHttp2Client.CONTINUATION;
import static org.mopay.server.http.RawHttp2Client.DATA;
import static org.mopay.server.http.RawHttp2Client.END_HEADERS;
import static org.mopay.server.http.RawHttp2Client.END_STREAM;
import static org.mopay.server.http.RawHttp2Client.GOAWAY;
import static org.mopay.server.http.RawHttp2Client.HEADERS;
import static org.mopay.server.http.RawHttp2Client.RST_STREAM;
import static org.mopay.server.http.RawHttp2Client.WINDOW_UPDATE;
import static org.mopay.server.http.RawHttp2Client.frame;
import static org.mopay.server.http.RawHttp2Client.get;
import static org.mopay.server.http.RawHttp2Client.post;

import org.junit.jupiter.api.Test;
import org.mopay.server.http.HttpLimits.Timeouts;
import org.mopay.server.http.HttpObserver.Fault;

import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Floods of cheap frames, against each of which an honest client is still served. */
class HostileHttp2Test {
    private static final int FLOOD = 2000;
    private static final int REFUSED_STREAM = 7;
    private static final int ENHANCE_YOUR_CALM = 11;
    private static final byte[] CANCEL = {0, 0, 0, 8};
    private static final Duration LONG = TestServer.PATIENCE;

    @Test
    void endsAConnectionThatResetsItsStreamsRapidly() throws Exception {
        try (TestServer server = start(TestServer.PATIENT);
                RawHttp2Client client = connect(server)) {
            for (int i = 0; i < FLOOD; i++) {
                int stream = 2 * i + 1;
                client.send(
                        frame(HEADERS, END_HEADERS | END_STREAM, stream, get("/never")),
                        frame(RST_STREAM, 0, stream, CANCEL));
            }

            assertToldToCalmDown(client);
            assertServesOthers(server);
        }
    }

    @Test
    void endsAConnectionThatMakesTheServerResetStreams() throws Exception {
        byte[] noIncrement = new byte[4];
        try (TestServer server = start(TestServer.PATIENT);
                RawHttp2Client client = connect(server)) {
            for (int i = 0; i < FLOOD; i++) {
                int stream = 2 * i + 1;
                client.send(
                        frame(HEADERS, END_HEADERS | END_STREAM, stream, get("/never")),
                        frame(WINDOW_UPDATE, 0, stream, noIncrement));
            }

            assertToldToCalmDown(client);
            assertServesOthers(server);
        }
    }

    @Test
    void endsAConnectionThatContinuesAHeaderForEver() throws Exception {
        try (TestServer server = start(TestServer.PATIENT);
                RawHttp2Client client = connect(server)) {
            client.send(frame(HEADERS, END_STREAM, 1, get("/x")));
            for (int i = 0; i < FLOOD; i++) {
                client.send(frame(CONTINUATION, 0, 1, new byte[0]));
            }

            assertToldToCalmDown(client);
            assertServesOthers(server);
        }
    }

    @Test
    void endsAConnectionThatSendsEmptyDataForEver() throws Exception {
        try (TestServer server = start(TestServer.PATIENT);
                RawHttp2Client client = connect(server)) {
            client.send(frame(HEADERS, END_HEADERS, 1, post("/x")));
            for (int i = 0; i < FLOOD; i++) {
                client.send(frame(DATA, 0, 1, new byte[0]));
            }

            assertToldToCalmDown(client);
            assertServesOthers(server);
        }
    }

    @Test
    void endsAConnectionWhoseHeaderIsAboveTheLimit() throws Exception {
        byte[] block = new byte[16_000];
        try (TestServer server = start(TestServer.PATIENT);
                RawHttp2Client client = connect(server)) {
            client.send(frame(HEADERS, END_STREAM, 1, get("/x")));
            for (int i = 0; i < 100; i++) {
                client.send(frame(CONTINUATION, 0, 1, block));
            }

            assertThat(client.next(GOAWAY)).isNotNull();
            assertThat(server.observer.nextFault()).isEqualTo(Fault.PROTOCOL);
            assertServesOthers(server);
        }
    }

    @Test
    void refusesStreamsAboveTheLimit() throws Exception {
        try (TestServer server = start(TestServer.PATIENT);
                RawHttp2Client client = connect(server)) {
            for (int stream = 1; stream <= 21; stream += 2) {
                client.send(frame(HEADERS, END_HEADERS | END_STREAM, stream, get("/never")));
            }

            RawHttp2Client.Frame refused = client.next(RST_STREAM);
            assertThat(refused).isNotNull();
            assertThat(refused.stream()).isEqualTo(21);
            assertThat(refused.errorCode()).isEqualTo(REFUSED_STREAM);
        }
    }

    @Test
    void closesAConnectionWhoseHeaderDoesNotEnd() throws Exception {
        Duration brief = Duration.ofMillis(300);
        try (TestServer server = start(new Timeouts(LONG, brief, LONG, LONG, LONG));
                RawHttp2Client client = connect(server)) {
            client.send(frame(HEADERS, END_STREAM, 1, get("/x")));

            assertThat(client.next(GOAWAY)).isNotNull();
            assertThat(client.next(GOAWAY)).as("the end of the connection").isNull();
        }
    }

    @Test
    void resetsAStreamWhoseBodyDoesNotEnd() throws Exception {
        Duration brief = Duration.ofMillis(300);
        try (TestServer server = start(new Timeouts(LONG, brief, LONG, LONG, LONG));
                RawHttp2Client client = connect(server)) {
            client.send(
                    frame(HEADERS, END_HEADERS, 1, post("/x")), frame(DATA, 0, 1, new byte[10]));

            RawHttp2Client.Frame reset = client.next(RST_STREAM);
            assertThat(reset).isNotNull();
            assertThat(reset.stream()).isEqualTo(1);
            assertThat(server.observer.nextFault()).isEqualTo(Fault.TIMEOUT);
        }
    }

    private static void assertToldToCalmDown(RawHttp2Client client) throws IOException {
        RawHttp2Client.Frame goAway = client.next(GOAWAY);
        assertThat(goAway).isNotNull();
        assertThat(goAway.errorCode()).isEqualTo(ENHANCE_YOUR_CALM);
        assertThat(client.next(GOAWAY)).as("the end of the connection").isNull();
    }

    private static void assertServesOthers(TestServer server) throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(server.uri("/x")).build();
        var answer = server.client(Version.HTTP_2).send(request, BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("x");
    }

    private static TestServer start(Timeouts timeouts) throws Exception {
        return TestServer.start(
                new HttpLimits(1000, 1000, 0, 10, 8192, timeouts),
                routes -> routes.get("/x", request -> answer("x"))
                        .post("/x", request -> answer("x"))
                        .get("/never", request -> new CompletableFuture<>()));
    }

    private static CompletableFuture<HttpResponse> answer(String text) {
        return CompletableFuture.completedFuture(HttpResponse.text(text));
    }

    private static RawHttp2Client connect(TestServer server) throws Exception {
        return new RawHttp2Client(server.connect("h2"));
    }
}
