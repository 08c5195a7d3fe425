package org.mopay.server.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.http.HttpObserver;
import org.mopay.server.http.HttpRequest;
import org.mopay.server.http.HttpResponse;
import org.mopay.server.ledger.CommitObserver;
import org.mopay.server.ledger.book.PaymentStatus;
import org.mopay.server.ledger.book.Ruling;
import org.mopay.server.ledger.book.Waiting;
import org.mopay.server.validation.ValidationStep;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Counts what the server does. Names begin with {@code mo_}; the values of every label come from
 * the program, never from a client, so that there is a bounded number of them.
 */
public final class Metrics implements HttpObserver, CommitObserver {
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String NO_CODE = "none";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final AtomicInteger openConnections = new AtomicInteger();
    private final Counter connections = Counter.builder("mo.http.connections")
            .description("Connections taken")
            .register(registry);
    private final Map<Fault, Counter> faults = new EnumMap<>(Fault.class);
    private final MeterProvider<Timer> requests = Timer.builder("mo.http.requests")
            .description("Requests answered, from the head read to the answer")
            .serviceLevelObjectives(
                    Duration.ofMillis(1),
                    Duration.ofMillis(5),
                    Duration.ofMillis(25),
                    Duration.ofMillis(100),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10))
            .withRegistry(registry);
    private final MeterProvider<Counter> payments =
            Counter.builder("mo.payments").description("Payments decided").withRegistry(registry);
    // To find a meter by its tags costs more than to count: they are sorted and compared as texts.
    private final Map<Answered, Timer> requestsByAnswer = new ConcurrentHashMap<>();
    private final Map<Decided, Counter> paymentsByDecision = new ConcurrentHashMap<>();
    private final MeterProvider<Counter> pendings = Counter.builder("mo.payments.pending")
            .description("Payments that had to wait")
            .withRegistry(registry);
    private final Map<ValidationStep, Timer> validationSteps = new EnumMap<>(ValidationStep.class);
    private final DistributionSummary batches = DistributionSummary.builder("mo.ledger.batch.size")
            .description("Commands in one durable commit")
            .serviceLevelObjectives(1, 4, 16, 64, 256, 1024)
            .register(registry);
    private final Timer commits = Timer.builder("mo.ledger.commit")
            .description("Time of one durable commit")
            .serviceLevelObjectives(
                    Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(25))
            .register(registry);
    private final Counter late = Counter.builder("mo.ledger.late")
            .description("Commands given up, because the writer came to them after their deadlines")
            .register(registry);

    private record Answered(String route, int status, Optional<ErrorCode> error) {}

    private record Decided(PaymentStatus status, @Nullable ErrorCode code) {}

    public Metrics() {
        Gauge.builder("mo.http.connections.open", openConnections, AtomicInteger::get)
                .description("Connections open now")
                .register(registry);
        for (ValidationStep step : ValidationStep.values()) {
            validationSteps.put(
                    step,
                    Timer.builder("mo.validation.step")
                            .description("Time spent in one step of the validation that was passed")
                            .tag("step", label(step))
                            .register(registry));
        }
        for (Fault fault : Fault.values()) {
            faults.put(
                    fault,
                    Counter.builder("mo.http.connection.faults")
                            .description("Connections ended by the server before their time")
                            .tag("fault", label(fault))
                            .register(registry));
        }
    }

    @Override
    public void connectionOpened() {
        connections.increment();
        openConnections.incrementAndGet();
    }

    @Override
    public void connectionClosed() {
        openConnections.decrementAndGet();
    }

    @Override
    public void connectionFault(Fault fault) {
        Counter counter = faults.get(fault);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void requestAnswered(String route, int status, Optional<ErrorCode> error, long nanos) {
        requestsByAnswer
                .computeIfAbsent(new Answered(route, status, error), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Answered answer) {
        return requests.withTags(
                "route",
                answer.route(),
                "status",
                Integer.toString(answer.status()),
                "code",
                answer.error().map(ErrorCode::code).orElse(NO_CODE));
    }

    /** A payment was decided, or what it waits for was. */
    public void paymentDecided(Ruling ruling) {
        paymentsByDecision
                .computeIfAbsent(new Decided(ruling.status(), ruling.code()), this::counter)
                .increment();
        Waiting waiting = ruling.waiting();
        if (waiting != null && waiting.wrongCodes() == 0) {
            pendings.withTags("reason", label(waiting.reason())).increment();
        }
    }

    private Counter counter(Decided decision) {
        ErrorCode code = decision.code();
        return payments.withTags(
                "outcome", label(decision.status()), "code", code == null ? NO_CODE : code.code());
    }

    /** Shows how many payments wait. */
    public void watchPendingPayments(IntSupplier open) {
        Gauge.builder("mo.payments.pending.open", open, IntSupplier::getAsInt)
                .description("Payments that wait for a code or a review now")
                .strongReference(true)
                .register(registry);
    }

    /** A step of the validation was passed. */
    public void stepPassed(ValidationStep step, long nanos) {
        Timer timer = validationSteps.get(step);
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Shows how many commands wait for the ledger's writer. */
    public void watchWriterQueue(IntSupplier depth) {
        Gauge.builder("mo.ledger.queue.depth", depth, IntSupplier::getAsInt)
                .description("Commands waiting for the ledger's writer")
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void committed(int commands, long nanos) {
        batches.record(commands);
        commits.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void givenUp(int commands) {
        late.increment(commands);
    }

    /** Answers {@code /metrics} in Prometheus' text format. */
    public CompletionStage<HttpResponse> scrape(HttpRequest request) {
        return CompletableFuture.completedFuture(
                HttpResponse.of(200, TEXT_FORMAT, Bytes.ofUtf8(registry.scrape())));
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
