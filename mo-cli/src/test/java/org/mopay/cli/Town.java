package org.mopay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;

import org.mopay.cli.host.Enroller;
import org.mopay.cli.http.OperatorClient;
import org.mopay.cli.operator.ServerDirectory;
import org.mopay.cli.output.Failure;
import org.mopay.cli.process.MoProcess;
import org.mopay.core.carrier.Links;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.ActivationOrder;
import org.mopay.proto.v1.LedgerSum;
import org.mopay.proto.v1.Money;
import org.mopay.proto.v1.TopUpOrder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server process and the directories of its phones; what runs at the end is killed. */
final class Town implements AutoCloseable {
    /** Longer than anything here takes; only a test that fails waits so long. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path directory;
    private final String[] settings;
    private final List<MoProcess> processes = new ArrayList<>();
    private MoProcess server;
    private int port;

    private Town(Path directory, String... settings) throws Failure {
        this.directory = directory;
        this.settings = settings;
        startServer();
    }

    /** A town whose server has these settings beside its directory and port. */
    static Town found(Path directory, String... settings) throws Failure {
        return new Town(directory, settings);
    }

    /** Starts the server, again on its port and its data. */
    void startServer() throws Failure {
        server = mo(with(
                settings,
                "server",
                "--data-dir",
                path("server").toString(),
                "--port",
                Integer.toString(port)));
        port = server.await("ready", PATIENCE).get("port").getAsInt();
    }

    int port() {
        return port;
    }

    MoProcess server() {
        return server;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    OperatorClient operator() throws Failure {
        return new ServerDirectory(path("server")).client(PATIENCE);
    }

    String activation(String account) throws Failure {
        return operator()
                .activate(ActivationOrder.newBuilder().setAccount(account).build())
                .getLink();
    }

    /** Enrols a phone in a process of its own. */
    void enrol(String account, long won, String... options) throws Failure {
        MoProcess enrolling = phone(account, with(options, "enrol", activation(account)));
        enrolling.await("enrolled", PATIENCE);
        assertThat(enrolling.exitCode(PATIENCE)).isZero();
        topUp(account, won);
    }

    /** Enrols a phone within this process, for tests that are about something else. */
    void settle(String account, long won, Optional<String> pin) throws Failure, ProtocolException {
        new Enroller(path(account), PATIENCE).enrol(Links.activation(activation(account)), pin);
        topUp(account, won);
    }

    private void topUp(String account, long won) throws Failure {
        if (won > 0) {
            operator()
                    .topUp(TopUpOrder.newBuilder()
                            .setAccount(account)
                            .setMoney(Money.newBuilder().setAmount(won).setAsset("KRW"))
                            .setIdempotencyKey("first of " + account)
                            .build());
        }
    }

    MoProcess mo(String... arguments) throws Failure {
        MoProcess process = MoProcess.start(path("errors.log"), event -> {}, List.of(arguments));
        processes.add(process);
        return process;
    }

    /** A command of a phone that gives up on the validator after two seconds. */
    MoProcess phone(String account, String... arguments) throws Failure {
        return mo(with(
                new String[] {"--dir", path(account).toString(), "--wait", "2"},
                with(arguments, "phone")));
    }

    /** A command of the operator. */
    MoProcess operator(String... arguments) throws Failure {
        return mo(with(
                new String[] {"--data-dir", path("server").toString()},
                with(arguments, "operator")));
    }

    private static String[] with(String[] last, String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(last));
        return all.toArray(String[]::new);
    }

    static String link(MoProcess request, int nth) throws Failure {
        return request.await("link", nth, PATIENCE).get("link").getAsString();
    }

    static String code(MoProcess process) throws Failure {
        return process.await("error", PATIENCE).get("code").getAsString();
    }

    long balance(String account) throws Failure {
        MoProcess asking = phone(account, "balance");
        assertThat(asking.exitCode(PATIENCE)).isZero();
        return asking.find("balance").map(event -> minorUnits(event, "amount")).orElse(0L);
    }

    static long minorUnits(JsonObject event, String member) {
        return event.getAsJsonObject(member).get("minor_units").getAsLong();
    }

    /** The books of the one asset that is used here. */
    LedgerSum won() throws Failure {
        return operator().ledgerSum().getSumsList().stream()
                .filter(sum -> sum.getAsset().equals("KRW"))
                .findFirst()
                .orElseThrow();
    }

    /** Sends a signal; the JVM has no way to stop a process without ending it. */
    static void signal(MoProcess process, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    @Override
    public void close() {
        processes.forEach(MoProcess::close);
    }
}
