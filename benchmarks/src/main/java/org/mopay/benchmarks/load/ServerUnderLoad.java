package org.mopay.benchmarks.load;

import com.google.gson.JsonObject;

import org.mopay.cli.http.PinnedTrust;
import org.mopay.cli.http.ServerAddress;
import org.mopay.cli.http.ValidatorClient;
import org.mopay.cli.output.Failure;
import org.mopay.cli.process.MoProcess;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.keys.ValidatorKeys;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** {@code mo server} on a seeded data directory, in a process of its own, on a free port. */
public final class ServerUnderLoad implements AutoCloseable {
    private static final int OK = 200;
    private static final Duration START = Duration.ofMinutes(2);
    /** The whole load comes from one address, so what one address may take does not apply. */
    private static final List<String> ONE_ADDRESS = List.of(
            "--address-rate", "0", "--device-rate", "0", "--max-address-connections", "4096");

    private static final Duration STOP = Duration.ofSeconds(30);

    private final MoProcess process;
    private final ServerAddress address;
    private final String validatorId;
    private final HttpClient probe;

    private ServerUnderLoad(MoProcess process, ServerAddress address, String validatorId) {
        this.process = process;
        this.address = address;
        this.validatorId = validatorId;
        this.probe = probe(address.tlsPin());
    }

    /**
     * Starts a server and waits until it listens.
     *
     * @param workspace where its log is kept, and which ends with it
     * @param directory its data, and where the ledger is
     * @param settings {@code --key value}, besides those of the directory and the port
     */
    public static ServerUnderLoad start(
            Workspace workspace, SeededDirectory directory, List<String> settings) throws Failure {
        MoProcess process = launch(workspace, directory, settings);
        try {
            JsonObject ready = process.await("ready", START);
            ServerAddress address = new ServerAddress(
                    ready.get("host").getAsString(),
                    ready.get("port").getAsInt(),
                    Bytes.ofHex(ready.get("tls_pin").getAsString()));
            return new ServerUnderLoad(
                    process, address, ready.get("validator_id").getAsString());
        } catch (Failure e) {
            process.close();
            throw e;
        }
    }

    /**
     * Only starts the process, for one that does not get to listen.
     *
     * @param workspace as for {@link #start}
     */
    public static MoProcess launch(
            Workspace workspace, SeededDirectory directory, List<String> settings) throws Failure {
        List<String> all = new ArrayList<>(settings);
        all.addAll(ONE_ADDRESS);
        all.addAll(directory.storage().settings());
        all.addAll(List.of("--data-dir", directory.path().toString(), "--port", "0"));
        MoProcess process = MoProcess.startServer(workspace.path("server.log"), all);
        ProcessHandle.of(process.pid()).ifPresent(workspace::adopt);
        return process;
    }

    /** Where it listens. */
    public ServerAddress address() {
        return address;
    }

    /** The operating system's id. */
    public long pid() {
        return process.pid();
    }

    /** What it publishes of itself, believed because its root key signed it. */
    public TrustedValidator trusted(ValidatorKeys keys, CryptoProvider crypto)
            throws Failure, ProtocolException {
        return TrustedValidator.verify(
                new ValidatorClient(address, START).validator(),
                validatorId,
                keys.root().publicKey(),
                crypto);
    }

    /** Has it finish what is under way, as an operator does. */
    public void stop() throws Failure {
        process.stop(STOP);
    }

    /** Asks {@code /readyz}, as whatever sends the work here would. */
    public boolean isReady() throws IOException, InterruptedException {
        HttpRequest question = HttpRequest.newBuilder(
                        URI.create("https://" + address.host() + ":" + address.port() + "/readyz"))
                .timeout(STOP)
                .build();
        return probe.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
    }

    private static HttpClient probe(Bytes pin) {
        try {
            SSLContext tls = SSLContext.getInstance("TLSv1.3");
            tls.init(null, new TrustManager[] {PinnedTrust.of(pin)}, null);
            return HttpClient.newBuilder()
                    .sslContext(tls)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS 1.3", e);
        }
    }

    /** SIGKILL, and waits for the end. */
    public void kill() throws Failure {
        process.close();
        process.exitCode(STOP);
    }

    /** SIGKILL, if it still runs. */
    @Override
    public void close() {
        process.close();
    }
}
