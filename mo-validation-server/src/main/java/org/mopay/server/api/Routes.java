package org.mopay.server.api;

import com.google.protobuf.Message;

import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.AuthenticatedSubmission;
import org.mopay.proto.v1.Cancellation;
import org.mopay.proto.v1.StepUpResponse;
import org.mopay.server.credential.CredentialOffice;
import org.mopay.server.credential.DeviceSecrets;
import org.mopay.server.credential.SecondFactorSecrets;
import org.mopay.server.http.Method;
import org.mopay.server.http.RateLimit;
import org.mopay.server.http.Router;
import org.mopay.server.keys.ValidatorInfoPublisher;
import org.mopay.server.keys.ValidatorKeys;
import org.mopay.server.ledger.LedgerService;
import org.mopay.server.ops.Health;
import org.mopay.server.ops.Metrics;
import org.mopay.server.validation.CancellationIntake;
import org.mopay.server.validation.DecisionWriter;
import org.mopay.server.validation.DeviceDirectory;
import org.mopay.server.validation.Intake;
import org.mopay.server.validation.PaymentValidator;
import org.mopay.server.validation.RefundIntake;
import org.mopay.server.validation.RequestCancellationIntake;
import org.mopay.server.validation.StepUpIntake;
import org.mopay.server.validation.ValidatedPayment;
import org.mopay.server.validation.WaitingRules;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The table of routes, and what stands behind them.
 *
 * @param validatorId the validator's id
 * @param keys its secrets
 * @param info what it publishes
 * @param ledger the books
 * @param pool the bounded pool that does cryptography
 * @param deviceRate limits what one device may ask
 * @param metrics counters
 * @param clock seconds since the Unix epoch
 * @param crypto the provider
 * @param random for ids, secrets and codes
 */
public record Routes(
        String validatorId,
        ValidatorKeys keys,
        ValidatorInfoPublisher info,
        LedgerService ledger,
        Executor pool,
        RateLimit deviceRate,
        Metrics metrics,
        LongSupplier clock,
        CryptoProvider crypto,
        RandomSource random) {
    /** Bytes of an enrolment or a refill. */
    private static final int KEYS_BODY = 96 * 1024;

    /**
     * All routes of the server.
     *
     * @param maxBody bytes of a body, but for enrolment and refill
     * @param address what every activation says but its code; asked for each
     * @param assets exponents by code
     * @param waiting which payments wait
     */
    public Router build(
            int maxBody,
            SecretBytes operatorToken,
            Supplier<Activation> address,
            Map<String, Integer> assets,
            WaitingRules waiting,
            Health health) {
        Work work = new Work(pool);
        DeviceSecrets secrets = new DeviceSecrets(keys.deviceSecrets(), crypto);
        DeviceDirectory devices = ledger::device;
        CredentialOffice office = new CredentialOffice(
                validatorId, keys, ValidatorInfoPublisher.STANDARD_CLASS, crypto);
        DecisionWriter decisions = new DecisionWriter(validatorId, keys, devices, secrets, crypto);
        Intake intake = new Intake(
                new PaymentValidator(office, devices, secrets, waiting, crypto),
                ledger::payment,
                metrics::stepPassed);
        DeviceRate rate = new DeviceRate(deviceRate);
        DeviceRequests requests = new DeviceRequests(devices, rate, crypto);
        QueryHandlers queries = new QueryHandlers(requests, ledger, decisions, info, work, clock);
        OperatorGate gate = new OperatorGate(operatorToken);
        OrderForms forms = new OrderForms(assets);
        OperatorHandlers operator =
                new OperatorHandlers(gate, address, forms, ledger, work, clock, random);
        HoldHandlers holds = new HoldHandlers(gate, forms, ledger, work, clock);
        SecondFactorSecrets factors = new SecondFactorSecrets(keys.deviceSecrets(), crypto);
        StepUpIntake stepUps = new StepUpIntake(
                ledger::pendingPayment,
                ledger::secondFactor,
                devices,
                secrets,
                factors,
                office,
                crypto);
        PendingHandlers pending = new PendingHandlers(
                validatorId, gate, ledger, office, factors, metrics, work, clock, random);
        return Router.builder(maxBody)
                .get("/healthz", health::live)
                .get("/readyz", health::ready)
                .get("/metrics", metrics::scrape)
                .get(
                        "/v1/validator",
                        request -> CompletableFuture.completedFuture(Bodies.answer(
                                request, info.current(clock.getAsLong()).signed())))
                .route(
                        Method.POST,
                        "/v1/enrolments",
                        KEYS_BODY,
                        new EnrolmentHandler(
                                validatorId,
                                keys,
                                office,
                                secrets,
                                ledger,
                                work,
                                clock,
                                crypto,
                                random))
                .route(
                        Method.POST,
                        "/v1/refills",
                        KEYS_BODY,
                        new RefillHandler(
                                validatorId, requests, office, ledger, work, clock, crypto))
                .post(
                        "/v1/payments",
                        payments(
                                AuthenticatedSubmission.getDefaultInstance(),
                                (body, validator, now) -> intake.take(body, validator, now)
                                        .map(ValidatedPayment::toSettle),
                                rate,
                                decisions,
                                work))
                .post(
                        "/v1/cancellations",
                        payments(
                                Cancellation.getDefaultInstance(),
                                new CancellationIntake(intake, devices, office, crypto)::take,
                                rate,
                                decisions,
                                work))
                .post(
                        "/v1/step-ups",
                        payments(
                                StepUpResponse.getDefaultInstance(),
                                (body, validator, now) -> stepUps.take(body, now),
                                rate,
                                decisions,
                                work))
                .post(
                        "/v1/request-cancellations",
                        new RequestCancellationHandler(
                                new RequestCancellationIntake(office, devices),
                                rate,
                                ledger,
                                decisions,
                                info,
                                work,
                                clock))
                .post(
                        "/v1/refunds",
                        new RefundHandler(
                                new RefundIntake(ledger::refund, devices, secrets, office, crypto),
                                rate,
                                ledger,
                                decisions,
                                info,
                                work,
                                clock))
                .post("/v1/balance", queries.balance())
                .post("/v1/statement", queries.statement())
                .post("/v1/payment-status", queries.paymentStatus())
                .post("/v1/operator/activations", operator::activate)
                .post("/v1/operator/top-ups", operator::topUp)
                .post("/v1/operator/adjustments", operator::adjust)
                .post("/v1/operator/holds", holds::hold)
                .post("/v1/operator/releases", holds::release)
                .get("/v1/operator/ledger-sum", operator::ledgerSum)
                .get("/v1/operator/pending-payments", pending::list)
                .post("/v1/operator/reviews", pending::review)
                .post("/v1/operator/second-factors", pending::secondFactor)
                .post("/v1/operator/devices", new DeviceOrders(gate, ledger, work, clock))
                .post(
                        "/v1/operator/key-rotations",
                        new KeyRotationHandler(gate, keys, info, work, clock))
                .build();
    }

    private PaymentHandler payments(
            Message prototype,
            PaymentHandler.PaymentIntake intake,
            DeviceRate rate,
            DecisionWriter decisions,
            Work work) {
        return new PaymentHandler(
                prototype, intake, rate, ledger, decisions, info, work, metrics, clock);
    }
}
