package org.mopay.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mopay.server.http.HttpLimits.Timeouts;
import org.mopay.server.http.HttpObserver.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Connections that never become HTTP. They are counted and leave no trace in the log. */
class HostileTlsTest {
    private static final Duration LONG = TestServer.PATIENCE;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void watchTheLog() {
        log.start();
        root().addAppender(log);
    }

    @AfterEach
    void leaveTheLog() {
        root().detachAppender(log);
    }

    // cites VAL-25
    @Test
    void refusesTls12() throws Exception {
        try (TestServer server = start(1000, LONG);
                SSLSocket socket = (SSLSocket) TestServer.trusting()
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), server.server.port())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});

            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
            assertThat(server.observer.nextFault()).isEqualTo(Fault.HANDSHAKE);
            assertServesAndLoggedNothing(server);
        }
    }

    // cites SEC-04
    @Test
    void closesPlainTextAndGarbageQuietly() throws Exception {
        long seed = 20260301;
        Random random = new Random(seed);
        try (TestServer server = start(1000, LONG)) {
            for (int i = 0; i < 20; i++) {
                byte[] garbage = new byte[1 + random.nextInt(2000)];
                random.nextBytes(garbage);
                // Not the type of a TLS record, for a long one would rightly be waited for.
                garbage[0] = 'G';
                try (Socket socket = socket(server);
                        RawHttp1Client client = new RawHttp1Client(socket)) {
                    client.send(i == 0 ? "GET /x HTTP/1.1\r\nhost: a\r\n\r\n" : latin(garbage));
                    assertThat(client.readToEnd()).as("seed %d, %d", seed, i).hasSizeLessThan(16);
                }
                assertThat(server.observer.nextFault()).isEqualTo(Fault.HANDSHAKE);
            }
            assertThat(server.observer.faults).isEmpty();
            assertServesAndLoggedNothing(server);
        }
    }

    @Test
    void closesAConnectionThatDoesNotShakeHands() throws Exception {
        try (TestServer server = start(1000, Duration.ofMillis(200));
                Socket silent = socket(server)) {
            assertThat(silent.getInputStream().readNBytes(100)).hasSizeLessThan(100);
            assertThat(server.observer.nextFault()).isEqualTo(Fault.HANDSHAKE);
            assertServesAndLoggedNothing(server);
        }
    }

    @Test
    void turnsConnectionsAboveTheLimitAway() throws Exception {
        try (TestServer server = start(2, LONG);
                SSLSocket first = server.connect("http/1.1");
                SSLSocket second = server.connect("h2")) {
            assertThat(first.getApplicationProtocol()).isEqualTo("http/1.1");
            assertThat(second.getApplicationProtocol()).isEqualTo("h2");

            assertThatThrownBy(() -> server.connect("http/1.1")).isInstanceOf(IOException.class);
            assertThat(server.observer.nextFault()).isEqualTo(Fault.TOO_MANY);
        }
    }

    private static TestServer start(int connections, Duration handshake) throws Exception {
        Timeouts timeouts = new Timeouts(handshake, LONG, LONG, LONG, LONG);
        return TestServer.start(
                new HttpLimits(connections, connections, 0, 100, 8192, timeouts),
                routes -> routes.get(
                        "/x",
                        request -> CompletableFuture.completedFuture(HttpResponse.text("x"))));
    }

    private void assertServesAndLoggedNothing(TestServer server) throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(server.uri("/x")).build();
        var answer = server.client(Version.HTTP_2).send(request, BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("x");
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
    }

    private static Socket socket(TestServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port());
        socket.setSoTimeout(Math.toIntExact(LONG.toMillis()));
        return socket;
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static ch.qos.logback.classic.Logger root() {
        return (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }
}
