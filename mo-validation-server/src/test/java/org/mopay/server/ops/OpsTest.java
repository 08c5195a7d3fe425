package org.mopay.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;

import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.http.HttpObserver.Fault;
import org.mopay.server.http.HttpRequest;
import org.mopay.server.http.HttpResponse;
import org.mopay.server.http.Method;
import org.mopay.server.ledger.LedgerKit;
import org.mopay.server.ledger.book.PendingReason;
import org.mopay.server.ledger.book.Ruling;
import org.mopay.server.ledger.book.Waiting;
import org.mopay.server.validation.ValidationStep;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

class OpsTest {
    @Test
    void showsWhatHappenedInPrometheusFormat() {
        Metrics metrics = new Metrics();
        metrics.connectionOpened();
        metrics.connectionOpened();
        metrics.connectionClosed();
        metrics.connectionFault(Fault.HANDSHAKE);
        metrics.requestAnswered("POST /v1/payments", 422, Optional.of(ErrorCode.OTP_WRONG), 1000);
        metrics.requestAnswered("POST /v1/payments", 200, Optional.empty(), 3_000_000_000L);
        metrics.paymentDecided(Ruling.refused(ErrorCode.INSUFFICIENT_FUNDS));
        metrics.paymentDecided(Ruling.settled());
        metrics.paymentDecided(
                Ruling.pending(new Waiting(PendingReason.REVIEW, LedgerKit.NOW, 0, 0)));
        metrics.watchPendingPayments(() -> 3);
        metrics.stepPassed(ValidationStep.SIGNATURES, 60_000);
        metrics.watchWriterQueue(() -> 7);
        metrics.committed(5, 1_000_000);
        metrics.givenUp(2);

        assertThat(text(metrics.scrape(request())))
                .contains("mo_http_connections_total 2.0")
                .contains("mo_http_connections_open 1.0")
                .contains("mo_http_connection_faults_total{fault=\"handshake\"} 1.0")
                .contains("mo_http_connection_faults_total{fault=\"too_many\"} 0.0")
                .contains("mo_http_requests_seconds_count"
                        + "{code=\"MO-5001\",route=\"POST /v1/payments\",status=\"422\"} 1")
                .contains("mo_http_requests_seconds_sum"
                        + "{code=\"none\",route=\"POST /v1/payments\",status=\"200\"} 3.0")
                .contains("mo_payments_total{code=\"MO-6001\",outcome=\"refused\"} 1.0")
                .contains("mo_payments_total{code=\"none\",outcome=\"settled\"} 1.0")
                .contains("mo_payments_total{code=\"none\",outcome=\"pending\"} 1.0")
                .contains("mo_payments_pending_total{reason=\"review\"} 1.0")
                .contains("mo_payments_pending_open 3.0")
                .contains("mo_validation_step_seconds_count{step=\"signatures\"} 1")
                .contains("mo_ledger_queue_depth 7.0")
                .contains("mo_ledger_batch_size_sum 5.0")
                .contains("mo_ledger_commit_seconds_count 1")
                .contains("mo_ledger_late_total 2.0");
    }

    @Test
    void isLiveWhateverTheChecksSay() {
        assertThat(new Health(Map.of("ledger", () -> false)).live(request()))
                .isCompletedWithValueMatching(answer -> answer.status() == 200);
    }

    @Test
    void isReadyWhileEveryCheckHoldsAndNothingDrains() {
        AtomicBoolean ledger = new AtomicBoolean(true);
        Health health = new Health(Map.of("ledger", ledger::get, "clock", () -> true));

        assertThat(answer(health.ready(request())).status()).isEqualTo(200);
        ledger.set(false);
        assertThat(answer(health.ready(request())).status()).isEqualTo(503);
        assertThat(text(health.ready(request())))
                .isEqualTo("{\"status\":\"unready\",\"failing\":[\"ledger\"]}");
        ledger.set(true);
        health.startDraining();
        assertThat(answer(health.ready(request())).status()).isEqualTo(503);
        assertThat(text(health.ready(request()))).isEqualTo("{\"status\":\"draining\"}");
    }

    @Test
    void logsOneLineAnEventOnStderr() {
        LoggerContext context = new LoggerContext();
        ConsoleAppender<ILoggingEvent> appender = ServerLogging.stderr(context);
        LoggingEvent event = new LoggingEvent(
                "x",
                context.getLogger("org.mopay.server.Example"),
                Level.ERROR,
                "said\r\n2026-01-01 forged",
                new IllegalStateException("why\nnot"),
                new Object[0]);

        String line = new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);

        assertThat(appender.getTarget()).isEqualTo("System.err");
        assertThat(line)
                .endsWith("\n")
                .containsOnlyOnce("\n")
                .contains("ERROR Example - said 2026-01-01 forged")
                .contains("IllegalStateException: why | not | at org.mopay.server.ops.OpsTest");
    }

    private static HttpResponse answer(CompletionStage<HttpResponse> stage) {
        return stage.toCompletableFuture().join();
    }

    private static String text(CompletionStage<HttpResponse> stage) {
        return new String(answer(stage).body().toArray(), StandardCharsets.UTF_8);
    }

    private static HttpRequest request() {
        return new HttpRequest(
                "1",
                Method.GET,
                "/",
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Bytes.empty(),
                InetSocketAddress.createUnresolved("test", 1),
                0);
    }
}
