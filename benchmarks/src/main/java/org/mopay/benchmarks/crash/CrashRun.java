package org.mopay.benchmarks.crash;

import com.google.protobuf.ByteString;

import org.mopay.benchmarks.load.AnswerCheck;
import org.mopay.benchmarks.load.Flow;
import org.mopay.benchmarks.load.FlowResult;
import org.mopay.benchmarks.load.LoadClient;
import org.mopay.benchmarks.load.Machine;
import org.mopay.benchmarks.load.PaymentMint;
import org.mopay.benchmarks.load.SeededDirectory;
import org.mopay.benchmarks.load.ServerUnderLoad;
import org.mopay.benchmarks.load.SignedPayment;
import org.mopay.benchmarks.load.Storage;
import org.mopay.benchmarks.load.Town;
import org.mopay.benchmarks.load.Workspace;
import org.mopay.cli.output.Failure;
import org.mopay.cli.process.MoProcess;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ProtocolException;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One campaign: load, kill, restart, send again, over and over; then the books are read. */
final class CrashRun {
    private static final int PEOPLE = 2000;
    private static final int MERCHANTS = 20;
    private static final int CONNECTIONS = 4;
    private static final int IN_FLIGHT = 256;

    /** Payments signed for a kill, at most: what a server takes that has just started. */
    private static final int MOST_PAYMENTS = 1500;

    private static final int LEAST_PAYMENTS = 400;

    /** A kill at an answer comes at one of so many, the first included. */
    private static final int MOST_ANSWERS = 100;

    /** Powers of two in flight then: 1, 2 or 4. */
    private static final int FEW_IN_FLIGHT = 3;

    private static final int LONGEST_LOAD_MILLIS = 800;
    private static final int LONGEST_START_MILLIS = 1200;

    /** One kill of so many hits the server while it starts. */
    private static final int EARLY = 8;

    private static final int DATED_AHEAD = 10;
    private static final double REPEAT_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PROGRESS = 10;

    private final Workspace workspace;
    private final SeededDirectory directory;
    private final CryptoProvider crypto;
    private final SplittableRandom random;
    private final int kills;
    private final Consumer<String> progress;
    private final List<Double> restarts = new ArrayList<>();
    private final Map<Long, ByteString> attempted = new LinkedHashMap<>();
    private final Acknowledgements acknowledgements;
    private final PaymentMint mint;
    private List<SignedPayment> open = List.of();
    private long nextDeal;
    private long unanswered;
    private int early;
    private int enough = LEAST_PAYMENTS;

    private CrashRun(
            Workspace workspace,
            SeededDirectory directory,
            CryptoProvider crypto,
            long seed,
            int kills,
            Consumer<String> progress)
            throws Failure, ProtocolException {
        this.workspace = workspace;
        this.directory = directory;
        this.crypto = crypto;
        this.random = new SplittableRandom(seed);
        this.kills = kills;
        this.progress = progress;
        try (ServerUnderLoad first = ServerUnderLoad.start(workspace, directory, List.of())) {
            TrustedValidator trusted = first.trusted(directory.keys(), crypto);
            this.acknowledgements = new Acknowledgements(new AnswerCheck(trusted));
            this.mint = new PaymentMint(
                    directory.town(),
                    trusted,
                    directory.keys(),
                    crypto,
                    Instant.now().getEpochSecond());
            first.kill();
        }
    }

    /**
     * Runs a campaign.
     *
     * @param storage where the server keeps its ledger
     * @param seed of the town and of the moments
     * @param kills how many, under load or while starting
     */
    static CrashReport run(
            Workspace workspace,
            Storage storage,
            CryptoProvider crypto,
            long seed,
            int kills,
            Consumer<String> progress)
            throws Failure, ProtocolException, IOException, InterruptedException {
        Town town = Town.forPayments(seed, PEOPLE, MERCHANTS, (long) kills * MOST_PAYMENTS);
        SeededDirectory directory =
                SeededDirectory.create(workspace.path("data"), storage, town, 0, crypto, progress);
        CrashRun run = new CrashRun(workspace, directory, crypto, seed, kills, progress);
        return run.campaign(seed);
    }

    private CrashReport campaign(long seed)
            throws Failure, ProtocolException, IOException, InterruptedException {
        for (int kill = 1; kill <= kills; kill++) {
            if (random.nextInt(EARLY) == 0) {
                killWhileStarting();
            } else {
                killUnderLoad();
            }
            if (kill % PROGRESS == 0) {
                progress.accept(kill + " kills, " + acknowledgements.count() + " acknowledged, "
                        + acknowledgements.broken() + " broken");
            }
        }
        try (ServerUnderLoad server = restart();
                LoadClient client = client(server)) {
            repeat(client);
            client.send(Flow.closed(acknowledgements.sample(), IN_FLIGHT, REPEAT_SECONDS))
                    .join();
            server.stop();
        }
        return report(seed);
    }

    private void killWhileStarting() throws Failure, InterruptedException {
        early++;
        try (MoProcess process = ServerUnderLoad.launch(workspace, directory, List.of())) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_START_MILLIS));
            process.close();
            process.exitCode(PATIENCE);
        }
    }

    private void killUnderLoad() throws Failure, IOException, InterruptedException {
        try (ServerUnderLoad server = restart();
                LoadClient client = client(server)) {
            repeat(client);
            List<SignedPayment> payments = sign();
            FlowResult result = random.nextBoolean()
                    ? killAtSomeTime(server, client, payments)
                    : killAtAnAnswer(server, client, payments);
            payments.subList(0, result.sent())
                    .forEach(payment -> attempted.put(payment.number(), payment.paymentId()));
            enough = Math.max(LEAST_PAYMENTS, Math.min(MOST_PAYMENTS, 2 * result.sent()));
            open = result.unanswered();
            unanswered += open.size();
            if (result.failed() > 0) {
                progress.accept("refused: " + result.faults());
            }
        }
    }

    private FlowResult killAtSomeTime(
            ServerUnderLoad server, LoadClient client, List<SignedPayment> payments)
            throws Failure, InterruptedException {
        CompletableFuture<FlowResult> load =
                client.send(Flow.closed(payments, IN_FLIGHT, REPEAT_SECONDS));
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LOAD_MILLIS));
        server.kill();
        return load.join();
    }

    /**
     * The moment when an answer is there is when a server that answers too early is caught. Few
     * payments are in flight, so that no answer waits behind others while its commit goes on.
     */
    private FlowResult killAtAnAnswer(
            ServerUnderLoad server, LoadClient client, List<SignedPayment> payments)
            throws Failure, InterruptedException {
        acknowledgements.after(1 + random.nextInt(MOST_ANSWERS), server::close);
        int inFlight = 1 << random.nextInt(FEW_IN_FLIGHT);
        FlowResult result =
                client.send(Flow.closed(payments, inFlight, REPEAT_SECONDS)).join();
        server.kill();
        return result;
    }

    private LoadClient client(ServerUnderLoad server) {
        return new LoadClient(server.address(), CONNECTIONS, acknowledgements);
    }

    private ServerUnderLoad restart() throws Failure, IOException, InterruptedException {
        long second = Instant.now().getEpochSecond();
        long start = System.nanoTime();
        ServerUnderLoad server = ServerUnderLoad.start(workspace, directory, List.of());
        while (!server.isReady()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        restarts.add((System.nanoTime() - start) / 1e6);
        // What would be decided again from here on is dated later than what was decided before.
        while (Instant.now().getEpochSecond() == second) {
            TimeUnit.MILLISECONDS.sleep(PROGRESS);
        }
        return server;
    }

    /** Sends the same bytes again: what was acknowledged since the last time, and what was not. */
    private void repeat(LoadClient client) throws InterruptedException {
        List<SignedPayment> again = new ArrayList<>(acknowledgements.takeRecent());
        again.addAll(open);
        FlowResult result =
                client.send(Flow.closed(again, IN_FLIGHT, REPEAT_SECONDS)).join();
        open = result.unanswered();
        if (result.failed() > 0) {
            progress.accept("when sent again: " + result.faults());
        }
        acknowledgements.takeRecent();
    }

    private List<SignedPayment> sign() {
        long first = nextDeal;
        nextDeal += enough;
        long at = Instant.now().getEpochSecond() + DATED_AHEAD;
        return mint.mint(first, enough, i -> at);
    }

    private CrashReport report(long seed) throws ProtocolException {
        LedgerCount count = LedgerCount.of(directory, attempted, acknowledgements);
        List<String> findings = new ArrayList<>(acknowledgements.findings());
        findings.addAll(count.findings());
        Map<String, String> conditions = Machine.describe();
        conditions.put("store", directory.storage().name());
        conditions.put("provider", crypto.name());
        conditions.put("seed", Long.toString(seed));
        return new CrashReport(
                conditions,
                kills,
                early,
                attempted.size(),
                acknowledgements.count(),
                unanswered,
                acknowledgements.broken() + count.missing(),
                count.surplus(),
                restarts,
                findings);
    }
}
