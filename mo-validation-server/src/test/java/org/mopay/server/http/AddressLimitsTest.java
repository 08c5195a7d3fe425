package org.mopay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.server.http.HttpObserver.Fault;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** One client address may take its share and no more. */
class AddressLimitsTest {
    private final AtomicInteger handled = new AtomicInteger();

    private TestServer start(int connections, int requests) throws Exception {
        return TestServer.start(
                new HttpLimits(1000, connections, requests, 100, 8192, TestServer.PATIENT),
                routes -> routes.get("/ok", request -> {
                    handled.incrementAndGet();
                    return CompletableFuture.completedFuture(org.mopay.server.http.HttpResponse.of(
                            200, "text/plain", Bytes.empty()));
                }));
    }

    @Test
    void refusesWhatIsAboveTheRateWithoutHandlingItAndSaysWhenToComeAgain() throws Exception {
        try (TestServer server = start(1000, 1)) {
            var client = server.client(java.net.http.HttpClient.Version.HTTP_2);
            HttpRequest request = HttpRequest.newBuilder(server.uri("/ok")).build();
            int refused = 0;
            for (int i = 0; i < 30; i++) {
                var answer = client.send(request, BodyHandlers.ofString());
                if (answer.statusCode() == 429) {
                    refused++;
                    assertThat(answer.body()).contains("MO-7002");
                    assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
                } else {
                    assertThat(answer.statusCode()).isEqualTo(200);
                }
            }
            assertThat(refused).isPositive();
            assertThat(handled).hasValue(30 - refused);
        }
    }

    @Test
    void closesTheConnectionsOfOneAddressAboveItsShareAndTakesNewOnesWhenOthersEnd()
            throws Exception {
        try (TestServer server = start(2, 0)) {
            Socket first = server.connect();
            try (Socket second = server.connect()) {
                assertThat(second.isConnected()).isTrue();
                try (Socket third =
                        new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
                    assertThat(third.getInputStream().read()).isEqualTo(-1);
                }
                assertThat(server.observer.nextFault()).isEqualTo(Fault.TOO_MANY);
                first.close();
                server.observer.awaitClosed();
                try (Socket fourth = server.connect()) {
                    assertThat(fourth.isConnected()).isTrue();
                }
            }
        }
    }

    @Test
    void takesAllOfAnIpv6NetworkForOneClient() throws Exception {
        assertThat(client("2001:db8:1:2::1")).isEqualTo(client("2001:db8:1:2:ffff::9"));
        assertThat(client("2001:db8:1:2::1")).isNotEqualTo(client("2001:db8:1:3::1"));
        assertThat(client("192.0.2.1")).isNotEqualTo(client("192.0.2.2"));
    }

    private static ClientAddress client(String address) throws Exception {
        return ClientAddress.of(new InetSocketAddress(InetAddress.getByName(address), 1));
    }
}
