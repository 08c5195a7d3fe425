package org.mopay.server.http;

import org.mopay.server.tls.TlsIdentity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A server on a free loopback port, and clients that trust it. */
final class TestServer implements AutoCloseable {
    /** Far longer than anything here takes, so that a slow machine fails no test. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final HttpLimits.Timeouts PATIENT =
            new HttpLimits.Timeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE);

    static final int MAX_BODY = 1024;

    private static final TlsIdentity IDENTITY = identity();

    final RecordingObserver observer = new RecordingObserver();
    final HttpServer server;

    private TestServer(HttpLimits limits, Consumer<Router.Builder> routes) throws Exception {
        Router.Builder router = Router.builder(MAX_BODY);
        routes.accept(router);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        this.server = HttpServer.start(address, limits, IDENTITY, router.build(), observer);
    }

    static TestServer start(Consumer<Router.Builder> routes) throws Exception {
        return start(new HttpLimits(1000, 1000, 0, 100, 8192, PATIENT), routes);
    }

    static TestServer start(HttpLimits limits, Consumer<Router.Builder> routes) throws Exception {
        return new TestServer(limits, routes);
    }

    URI uri(String path) {
        return URI.create("https://localhost:" + server.port() + path);
    }

    HttpClient client(HttpClient.Version version) throws GeneralSecurityException {
        return HttpClient.newBuilder()
                .version(version)
                .connectTimeout(PATIENCE)
                .sslContext(trusting())
                .build();
    }

    /** A TLS connection that offers the protocols by ALPN, with the handshake done. */
    SSLSocket connect(String... applicationProtocols) throws Exception {
        SSLSocket socket = (SSLSocket) trusting()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(applicationProtocols);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    static SSLContext trusting() throws GeneralSecurityException {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry("server", IDENTITY.chain().get(0));
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static TlsIdentity identity() {
        try {
            Path directory = Files.createTempDirectory("mo-test");
            TlsIdentity identity = TlsIdentity.loadOrCreate(directory, List.of(), Instant.now());
            for (String file : List.of("tls-certificate.pem", "tls-key.pem")) {
                Files.delete(directory.resolve(file));
            }
            Files.delete(directory);
            return identity;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
