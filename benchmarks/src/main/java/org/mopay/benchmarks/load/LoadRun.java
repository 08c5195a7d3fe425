package org.mopay.benchmarks.load;

import org.mopay.cli.output.Failure;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ProtocolException;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The phases of one run, against one server that is already running. */
final class LoadRun {
    /** Unanswered payments when the server is to be kept busy. */
    static final int IN_FLIGHT = 512;

    static final int CONNECTIONS = 8;

    /** Payments of the first chunk, when nobody knows the rate. */
    private static final int FIRST_CHUNK = 10_000;

    private static final double FIRST_RATE = 1000;

    /** Seconds of warm-up at a time: the longer the rate is known, the better the next guess. */
    private static final double WARM_UP_STEP = 8;

    private static final double MOST_WARM_UP = 180;

    private static final double HALF = 0.5;

    /** Seconds that signing takes for each second of payments, at most: dates are set for it. */
    private static final int LEAD = 25;

    private static final double MARGIN = 1.25;

    private final ServerUnderLoad server;
    private final Storage storage;
    private final LoadClient client;
    private final PaymentMint mint;
    private final LoadPlan plan;
    private final long seed;
    private final Consumer<String> progress;
    private long nextDeal;

    LoadRun(
            ServerUnderLoad server,
            Storage storage,
            LoadClient client,
            PaymentMint mint,
            LoadPlan plan,
            long seed,
            long firstDeal,
            Consumer<String> progress) {
        this.server = server;
        this.storage = storage;
        this.client = client;
        this.mint = mint;
        this.plan = plan;
        this.seed = seed;
        this.nextDeal = firstDeal;
        this.progress = progress;
    }

    /** A phase at a given rate, as it went. */
    record Step(double share, double perSecond, FlowResult result) {}

    /**
     * What the server spent on the payments of a phase.
     *
     * @param storeMicros of processes that keep the ledger beside the server
     * @param othersShare of the machine that neither of these nor the driver had
     */
    record Spent(
            ProcessTimes before,
            ProcessTimes after,
            double storeMicros,
            double driverMicros,
            double othersShare) {}

    /** Everything that was measured. */
    record Measured(double highestRate, FlowResult closed, Spent spent, List<Step> steps) {}

    static PaymentMint mint(
            ServerUnderLoad server, SeededDirectory directory, CryptoProvider crypto)
            throws Failure, ProtocolException {
        TrustedValidator trusted = server.trusted(directory.keys(), crypto);
        long now = Instant.now().getEpochSecond();
        return new PaymentMint(directory.town(), trusted, directory.keys(), crypto, now);
    }

    /**
     * The rate with others holding on to the server, beside the mean of the rates before and after.
     *
     * @param free with nobody else there
     * @param cut connections that the server has closed meanwhile
     */
    record Held(int idle, int slow, double free, double held, int cut) {
        double ratio() {
            return held / free;
        }
    }

    /** Measures the highest rate without, with, and again without idle and slow clients. */
    Held measureHeld(int idle, int slow, double rate) throws InterruptedException {
        double before = closed(rate);
        double during;
        int cut;
        try (HeldConnections held = HeldConnections.open(server.address(), idle, slow)) {
            progress("%d idle and slow connections are up", held.open());
            during = closed(rate);
            cut = held.cut();
            progress("%d are up, %d were cut and came back", held.open(), cut);
        }
        return new Held(idle, slow, (before + closed(rate)) / 2, during, cut);
    }

    private double closed(double rate) throws InterruptedException {
        List<SignedPayment> payments = sign((int) (rate * plan.closedSeconds() * MARGIN), rate);
        double reached =
                run(Flow.closed(payments, IN_FLIGHT, plan.closedSeconds())).medianRate();
        progress("%.0f/s", reached);
        return reached;
    }

    Measured measure() throws IOException, InterruptedException {
        double rate = warmUp();
        List<SignedPayment> payments = sign((int) (rate * plan.closedSeconds() * MARGIN), rate);
        progress.accept("closed loop, " + IN_FLIGHT + " in flight");
        long self = ProcessHandle.current().pid();
        MachineTimes machine = MachineTimes.read();
        ProcessTimes driver = ProcessTimes.read(self);
        long store = storage.ticks();
        ProcessTimes before = ProcessTimes.read(server.pid());
        FlowResult closed = run(Flow.closed(payments, IN_FLIGHT, plan.closedSeconds()));
        ProcessTimes after = ProcessTimes.read(server.pid());
        long storeTicks = storage.ticks() - store;
        ProcessTimes driverAfter = ProcessTimes.read(self);
        long ownTicks =
                after.ticks() - before.ticks() + storeTicks + driverAfter.ticks() - driver.ticks();
        Spent spent = new Spent(
                before,
                after,
                ProcessTimes.micros(storeTicks),
                driverAfter.microsSince(driver),
                MachineTimes.read().othersSince(machine, ownTicks));
        double highest = closed.medianRate();
        progress("highest rate %.0f/s", highest);
        List<Step> steps = new ArrayList<>();
        for (double share : plan.shares()) {
            steps.add(step(share, highest * share));
        }
        return new Measured(highest, closed, spent, steps);
    }

    /** Returns the server's rate when it is warm: busy, and at half of that, where groups are small. */
    private double warmUp() throws InterruptedException {
        double rate = warmUpBusy();
        progress.accept("warm-up at half of that");
        step(HALF, rate * HALF);
        return rate;
    }

    /**
     * Keeps the server busy until it has been so for long enough and gets no faster, and returns its
     * rate.
     */
    private double warmUpBusy() throws InterruptedException {
        double seconds = 0;
        long settled = 0;
        double rate = 0;
        int chunk = FIRST_CHUNK;
        double growth = Double.MAX_VALUE;
        while (seconds < plan.warmUpSeconds()
                || settled < plan.warmUpPayments()
                || growth > plan.growth()) {
            List<SignedPayment> payments = sign(chunk, Math.max(rate, FIRST_RATE));
            long start = System.nanoTime();
            FlowResult result = run(Flow.closed(payments, IN_FLIGHT, WARM_UP_STEP));
            double took = (System.nanoTime() - start) / 1e9;
            growth = result.settled() / took / rate;
            rate = result.settled() / took;
            seconds += took;
            settled += result.settled();
            progress("warm-up: %.0f/s over %.1f s", rate, took);
            if (seconds > MOST_WARM_UP) {
                progress("it still gets faster, and is measured as it is");
                break;
            }
            chunk = (int) (rate * WARM_UP_STEP * MARGIN) + FIRST_CHUNK / 4;
        }
        return rate;
    }

    private Step step(double share, double perSecond) throws InterruptedException {
        List<SignedPayment> payments = sign((int) (perSecond * plan.openSeconds()), perSecond);
        progress("open loop at %.0f/s", perSecond);
        FlowResult result = run(Flow.open(payments, perSecond, seed));
        return new Step(share, perSecond, result);
    }

    FlowResult run(Flow flow) throws InterruptedException {
        System.gc(); // What was signed before is garbage; its collection is not to be measured.
        FlowResult result = client.send(flow).join();
        if (result.faulty() > 0) {
            progress.accept(result.faulty() + " payments were not settled: " + result.faults());
        }
        return result;
    }

    /** Signs the next payments, dated for when each will be sent. */
    List<SignedPayment> sign(int count, double perSecond) {
        long first = nextDeal;
        nextDeal += count;
        long start = Instant.now().getEpochSecond() + LEAD;
        long began = System.nanoTime();
        List<SignedPayment> signed = mint.mint(first, count, i -> start + (long) (i / perSecond));
        double seconds = (System.nanoTime() - began) / 1e9;
        progress("signed %d payments in %.1f s", count, seconds);
        return signed;
    }

    private void progress(String format, Object... values) {
        progress.accept(String.format(Locale.ROOT, format, values));
    }
}
