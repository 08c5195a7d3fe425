package org.mopay.server.scenario;

import com.google.protobuf.Message;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.carrier.Links;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.ActivationGrant;
import org.mopay.proto.v1.ActivationOrder;
import org.mopay.proto.v1.DeviceOrder;
import org.mopay.proto.v1.KeyRotationOrder;
import org.mopay.proto.v1.KeyRotationReceipt;
import org.mopay.proto.v1.LedgerSum;
import org.mopay.proto.v1.LedgerSumAnswer;
import org.mopay.proto.v1.Money;
import org.mopay.proto.v1.TopUpOrder;
import org.mopay.proto.v1.TopUpReceipt;
import org.mopay.server.ServerConfig;
import org.mopay.server.ValidationServer;
import org.mopay.server.ledger.LedgerCheck;
import org.mopay.server.ledger.LedgerService;
import org.mopay.server.ledger.LedgerSettings;
import org.mopay.server.ledger.SetDeviceStatus;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.store.sqlite.SqliteLedgerStore;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** The real server on loopback, spoken to over TLS with its certificate pinned. */
final class RunningValidator implements AutoCloseable {
    static final String ID = "mo.test";
    static final String ASSET = "EUR";
    static final int EXPONENT = 2;

    private static final String PROTOBUF = "application/x-protobuf";

    private final Path directory;
    private final TestClock clock;
    private final ValidationServer server;
    private final HttpClient client;

    private RunningValidator(Path directory, TestClock clock, ValidationServer server) {
        this.directory = directory;
        this.clock = clock;
        this.server = server;
        this.client = PinnedTls.client(server.endpoint().tlsPin());
    }

    static RunningValidator start(Path directory, TestClock clock, String... flags)
            throws ProtocolException {
        return start(directory, clock, UnaryOperator.identity(), flags);
    }

    private static RunningValidator start(
            Path directory, TestClock clock, UnaryOperator<ServerConfig> changed, String... flags)
            throws ProtocolException {
        List<String> arguments = new ArrayList<>(List.of(
                "--port=0",
                "--validator-id=" + ID,
                "--data-dir=" + directory.resolve("data"),
                "--drain-timeout=2s"));
        arguments.addAll(List.of(flags));
        ServerConfig config = changed.apply(ServerConfig.load(arguments, Map.of(), directory));
        return new RunningValidator(directory, clock, ValidationServer.start(config, clock));
    }

    /** Stops, and starts again on the same data. */
    RunningValidator restart(String... flags) throws ProtocolException {
        close();
        return start(directory, clock, flags);
    }

    /** Stops, and starts again as no flag can say. */
    RunningValidator restart(UnaryOperator<ServerConfig> changed) throws ProtocolException {
        close();
        return start(directory, clock, changed);
    }

    TestClock clock() {
        return clock;
    }

    int port() {
        return server.endpoint().port();
    }

    Bytes tlsPin() {
        return server.endpoint().tlsPin();
    }

    Path data() {
        return directory.resolve("data");
    }

    // Requests.

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port() + path));
    }

    Answer send(HttpRequest request) {
        try {
            return Answer.of(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new AssertionError(request.uri() + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    Answer get(String path) {
        return send(request(path).header("accept", PROTOBUF).GET().build());
    }

    Answer post(String path, Bytes body) {
        return post(path, body, PROTOBUF);
    }

    Answer post(String path, Message body) {
        return post(path, Bytes.copyOf(body.toByteArray()));
    }

    Answer post(String path, Bytes body, String form) {
        return send(request(path)
                .header("content-type", form)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toArray()))
                .build());
    }

    Answer submit(Bytes submission) {
        return post("/v1/payments", submission);
    }

    CompletableFuture<Answer> submitLater(Bytes submission) {
        HttpRequest request = request("/v1/payments")
                .header("content-type", PROTOBUF)
                .POST(HttpRequest.BodyPublishers.ofByteArray(submission.toArray()))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(Answer::of);
    }

    // What the operator does.

    String operatorToken() {
        try {
            return Files.readString(data().resolve("operator.token")).trim();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    HttpRequest.Builder asOperator(String path) {
        return request(path).header("authorization", "Bearer " + operatorToken());
    }

    Answer order(String path, Message order) {
        return send(asOperator(path)
                .header("content-type", PROTOBUF)
                .POST(HttpRequest.BodyPublishers.ofByteArray(order.toByteArray()))
                .build());
    }

    /** Makes a one-time activation; a verified name makes the account a merchant's. */
    Activation activate(String account, String verifiedName) throws ProtocolException {
        ActivationGrant grant = order(
                        "/v1/operator/activations",
                        ActivationOrder.newBuilder()
                                .setAccount(account)
                                .setVerifiedName(verifiedName)
                                .build())
                .message(ActivationGrant.parser());
        return Links.activation(grant.getLink());
    }

    TopUpReceipt topUp(String account, long amount) {
        TopUpOrder order = TopUpOrder.newBuilder()
                .setAccount(account)
                .setMoney(
                        Money.newBuilder().setAmount(amount).setAsset(ASSET).setExponent(EXPONENT))
                .setReason("test")
                .setIdempotencyKey(UUID.randomUUID().toString())
                .build();
        return order("/v1/operator/top-ups", order).message(TopUpReceipt.parser());
    }

    Answer devices(DeviceOrder.Builder order) {
        return order("/v1/operator/devices", order.build());
    }

    /** Makes the next generation of keys. */
    KeyRotationReceipt rotate(int replaced, long lead) {
        return order(
                        "/v1/operator/key-rotations",
                        KeyRotationOrder.newBuilder()
                                .setIssuerKeyId(replaced)
                                .setLead(lead)
                                .build())
                .message(KeyRotationReceipt.parser());
    }

    LedgerSum sum() {
        return send(asOperator("/v1/operator/ledger-sum")
                        .header("accept", PROTOBUF)
                        .GET()
                        .build())
                .message(LedgerSumAnswer.parser())
                .getSums(0);
    }

    // What only its owner can do.

    /** One of the validator's own secrets. */
    SecretBytes key(String name) {
        try {
            return Files.readAllLines(data().resolve("validator.keys")).stream()
                    .filter(line -> line.startsWith(name + " = "))
                    .map(line -> line.substring(name.length() + 3))
                    .map(hex -> SecretBytes.adopt(Bytes.ofHex(hex).toArray()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Signer issuer() {
        return CryptoProvider.bouncyCastle().ed25519Signer(key("issuer-1"));
    }

    /** Changes a device's status in the ledger, with the server stopped meanwhile. */
    RunningValidator restartWith(Bytes device, DeviceStatus status) throws Exception {
        close();
        try (LedgerService ledger = openLedger()) {
            ledger.submit(new SetDeviceStatus(device, status, "test", clock.getAsLong()))
                    .toCompletableFuture()
                    .join();
        }
        return start(directory, clock);
    }

    /** Stops, and reads all of the ledger. */
    LedgerCheck.Report stopAndCheck() throws Exception {
        close();
        try (LedgerService ledger = openLedger()) {
            return ledger.check();
        }
    }

    /** Stops, and reads what a payment was decided on. */
    Optional<Bytes> stopAndEvidence(Bytes paymentId) throws Exception {
        close();
        try (LedgerService ledger = openLedger()) {
            return ledger.evidence(paymentId);
        }
    }

    private LedgerService openLedger() throws Exception {
        return LedgerService.open(
                SqliteLedgerStore.open(data()), LedgerSettings.DEFAULT, Runnable::run, failure -> {
                    throw new AssertionError(failure);
                });
    }

    @Override
    public void close() {
        server.close();
    }
}
