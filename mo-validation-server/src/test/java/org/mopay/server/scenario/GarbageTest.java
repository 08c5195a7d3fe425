package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Bytes that are no TLS, no HTTP or no message: the server says so or hangs up, and serves on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GarbageTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final List<String> ROUTES = List.of(
            "/v1/enrolments",
            "/v1/refills",
            "/v1/payments",
            "/v1/balance",
            "/v1/statement",
            "/v1/payment-status");

    private final Random random = new Random(1);
    private RunningValidator validator;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        validator = RunningValidator.start(directory, new TestClock());
    }

    @AfterAll
    void stop() {
        validator.close();
    }

    private byte[] noise(int size) {
        byte[] noise = new byte[size];
        random.nextBytes(noise);
        return noise;
    }

    private void assertServes() {
        assertThat(validator.get("/v1/validator").status()).isEqualTo(200);
    }

    /** Writes and reads until the server ends the connection, in whichever way it does. */
    private static int readToTheEnd(Socket socket, byte[] garbage) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        try {
            OutputStream out = socket.getOutputStream();
            out.write(garbage);
            out.flush();
            return socket.getInputStream().readAllBytes().length;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server waits for ever", e);
        } catch (IOException reset) {
            return 0;
        }
    }

    @Test
    void hangsUpOnWhatIsNoTls() throws Exception {
        for (byte[] garbage : List.of(
                noise(4096),
                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                new byte[5000])) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), validator.port())) {
                assertThat(readToTheEnd(socket, garbage)).isLessThan(100);
            }
        }
        assertServes();
    }

    @Test
    void answersOrHangsUpOnWhatIsNoHttp() throws Exception {
        for (byte[] garbage : List.of(
                noise(4096),
                "\r\n\r\n\r\n\r\nNO\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                "POST /v1/payments HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII))) {
            try (Socket socket = PinnedTls.context(validator.tlsPin())
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), validator.port())) {
                assertThat(readToTheEnd(socket, garbage)).isLessThan(4096);
            }
        }
        assertServes();
    }

    // cites SEC-04
    @Test
    void refusesNoiseOnEveryRouteWithACode() {
        for (String route : ROUTES) {
            for (int size : new int[] {0, 1, 10, 100, 1000, 10_000}) {
                Answer answer = validator.post(route, Bytes.copyOf(noise(size)));
                assertThat(answer.status()).as("%s %d", route, size).isBetween(400, 499);
                assertThat(answer.code()).isNotEqualTo(ErrorCode.INTERNAL_ERROR);
            }
        }
        assertServes();
    }

    /** A length of two gigabytes in three bytes, and groups in groups in groups. */
    // cites SEC-04
    @Test
    void refusesProtobufBombs() {
        Bytes hugeLength = Bytes.ofHex("0afeffffff07");
        Bytes groups = Bytes.copyOf("\u001b".repeat(12_000).getBytes(StandardCharsets.US_ASCII));
        for (String route : ROUTES) {
            assertThat(validator.post(route, hugeLength).code())
                    .isEqualTo(ErrorCode.MALFORMED_MESSAGE);
            assertThat(validator.post(route, groups).code()).isEqualTo(ErrorCode.MALFORMED_MESSAGE);
        }
    }
}
