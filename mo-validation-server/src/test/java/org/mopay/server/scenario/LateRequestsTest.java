package org.mopay.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.PaymentResult;
import org.mopay.core.error.ErrorCode;
import org.mopay.proto.v1.HoldOrder;
import org.mopay.proto.v1.Money;
import org.mopay.server.ServerConfig;
import org.mopay.server.http.HttpLimits;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A server that answers no request in time. */
class LateRequestsTest {
    private static final long START = 100_00;
    private static final long AMOUNT = 10_00;
    // The clock of the request, or the writer's word, whichever comes first.
    private static final List<ErrorCode> NOT_DECIDED =
            List.of(ErrorCode.DEADLINE_EXCEEDED, ErrorCode.TRY_LATER);

    @TempDir
    Path directory;

    private RunningValidator validator;
    private TestPhone alice;
    private TestPhone bob;

    @BeforeEach
    void enrolAndTopUp() throws Exception {
        validator = RunningValidator.start(directory, new TestClock());
        alice = TestPhone.enrol(validator, "alice");
        bob = TestPhone.enrol(validator, "bob");
        validator.topUp("alice", START);
    }

    @AfterEach
    void stop() {
        validator.close();
    }

    // cites VAL-17a
    @Test
    @Timeout(60)
    void saysItWasNotInTimeAndHasNotSettled() throws Exception {
        Conversation agreed = Conversation.agree(alice, bob, AMOUNT);

        validator = validator.restart(LateRequestsTest::late);
        ErrorCode code = validator.submit(agreed.submission()).code();
        awaitThatItIsGivenUp();
        validator = validator.restart();

        assertThat(code).isIn(NOT_DECIDED);
        assertThat(alice.balance(validator)).isEqualTo(START);
        agreed.answered(validator.submit(agreed.submission()));
        assertThat(agreed.payerResult().status()).isEqualTo(PaymentResult.Status.SETTLED);
    }

    // cites VAL-17a
    @Test
    @Timeout(60)
    void doesNotDoForTheOperatorEitherWhatItHasGivenUp() throws Exception {
        validator = validator.restart(LateRequestsTest::late);
        ErrorCode code = validator
                .order(
                        "/v1/operator/holds",
                        HoldOrder.newBuilder()
                                .setId("h-1")
                                .setAccount("alice")
                                .setMoney(Money.newBuilder()
                                        .setAmount(AMOUNT)
                                        .setAsset(RunningValidator.ASSET)
                                        .setExponent(RunningValidator.EXPONENT))
                                .build())
                .code();
        awaitThatItIsGivenUp();
        validator = validator.restart();

        assertThat(code).isIn(NOT_DECIDED);
        assertThat(alice.balance(validator)).isEqualTo(START);
    }

    /**
     * The answer was there long before. A server that stops meanwhile would not decide it either, for
     * another reason.
     */
    private void awaitThatItIsGivenUp() {
        while (!validator.get("/metrics").text().contains("mo_ledger_late_total 1.0")) {
            Thread.onSpinWait();
        }
    }

    private static ServerConfig late(ServerConfig config) {
        HttpLimits limits = config.httpLimits();
        HttpLimits.Timeouts timeouts = limits.timeouts();
        HttpLimits impatient = new HttpLimits(
                limits.connections(),
                limits.connectionsPerAddress(),
                limits.requestsPerAddress(),
                limits.streams(),
                limits.headerBytes(),
                new HttpLimits.Timeouts(
                        timeouts.handshake(),
                        timeouts.read(),
                        Duration.ofNanos(1),
                        timeouts.write(),
                        timeouts.idle()));
        return new ServerConfig(
                config.dataDirectory(),
                config.postgres(),
                config.host(),
                config.port(),
                config.validatorId(),
                config.publicHost(),
                config.publicPort(),
                config.tlsFiles(),
                config.assets(),
                config.assetNames(),
                config.fee(),
                config.waiting(),
                config.operatorToken(),
                impatient,
                config.maxBody(),
                config.drainTimeout(),
                config.deviceRate(),
                config.queueSize(),
                config.validationThreads(),
                config.nativeCryptography(),
                config.logLevel());
    }
}
