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
        Shared shared = shared();
        Router.Builder routes = Router.builder(maxBody)
                .get("/healthz", health::live)
                .get("/readyz", health::ready)
                .get("/metrics", metrics::scrape)
                .get(
                        "/v1/validator",
                        request -> CompletableFuture.completedFuture(Bodies.answer(
                                request, info.current(clock.getAsLong()).signed())));
        addDevices(routes, shared);
        addPayments(routes, shared, waiting);
        addReversals(routes, shared);
        OperatorGate gate = new OperatorGate(operatorToken);
        addOperator(routes, shared, gate, address, new OrderForms(assets));
        addPendingPayments(routes, shared, gate);
        return routes.build();
    }

    /** What the handlers share. */
    private record Shared(
            Work work,
            DeviceDirectory devices,
            DeviceRate rate,
            DeviceSecrets secrets,
            SecondFactorSecrets factors,
            CredentialOffice office,
            DecisionWriter decisions) {}

    private Shared shared() {
        DeviceDirectory devices = ledger::device;
        DeviceSecrets secrets = new DeviceSecrets(keys.deviceSecrets(), crypto);
        return new Shared(
                new Work(pool),
                devices,
                new DeviceRate(deviceRate),
                secrets,
                new SecondFactorSecrets(keys.deviceSecrets(), crypto),
                new CredentialOffice(
                        validatorId, keys, ValidatorInfoPublisher.STANDARD_CLASS, crypto),
                new DecisionWriter(validatorId, keys, devices, secrets, crypto));
    }

    private void addDevices(Router.Builder routes, Shared shared) {
        DeviceRequests requests = new DeviceRequests(shared.devices, shared.rate, crypto);
        QueryHandlers queries =
                new QueryHandlers(requests, ledger, shared.decisions, info, shared.work, clock);
        EnrolmentHandler enrolment = new EnrolmentHandler(
                validatorId,
                keys,
                shared.office,
                shared.secrets,
                ledger,
                shared.work,
                clock,
                crypto,
                random);
        RefillHandler refill = new RefillHandler(
                validatorId, requests, shared.office, ledger, shared.work, clock, crypto);
        routes.route(Method.POST, "/v1/enrolments", KEYS_BODY, enrolment)
                .route(Method.POST, "/v1/refills", KEYS_BODY, refill)
                .post("/v1/balance", queries.balance())
                .post("/v1/statement", queries.statement())
                .post("/v1/payment-status", queries.paymentStatus());
    }

    private void addPayments(Router.Builder routes, Shared shared, WaitingRules waiting) {
        Intake intake = new Intake(
                new PaymentValidator(
                        shared.office, shared.devices, shared.secrets, waiting, crypto),
                ledger::payment,
                metrics::stepPassed);
        CancellationIntake cancellations =
                new CancellationIntake(intake, shared.devices, shared.office, crypto);
        StepUpIntake stepUps = new StepUpIntake(
                ledger::pendingPayment,
                ledger::secondFactor,
                shared.devices,
                shared.secrets,
                shared.factors,
                shared.office,
                crypto);
        routes.post(
                        "/v1/payments",
                        payments(
                                AuthenticatedSubmission.getDefaultInstance(),
                                (body, validator, now) -> intake.take(body, validator, now)
                                        .map(ValidatedPayment::toSettle),
                                shared))
                .post(
                        "/v1/cancellations",
                        payments(Cancellation.getDefaultInstance(), cancellations::take, shared))
                .post(
                        "/v1/step-ups",
                        payments(
                                StepUpResponse.getDefaultInstance(),
                                (body, validator, now) -> stepUps.take(body, now),
                                shared));
    }

    private PaymentHandler payments(
            Message prototype, PaymentHandler.PaymentIntake intake, Shared shared) {
        return new PaymentHandler(
                prototype,
                intake,
                shared.rate,
                ledger,
                shared.decisions,
                info,
                shared.work,
                metrics,
                clock);
    }

    private void addReversals(Router.Builder routes, Shared shared) {
        RequestCancellationHandler requests = new RequestCancellationHandler(
                new RequestCancellationIntake(shared.office, shared.devices),
                shared.rate,
                ledger,
                shared.decisions,
                info,
                shared.work,
                clock);
        RefundHandler refunds = new RefundHandler(
                new RefundIntake(
                        ledger::refund, shared.devices, shared.secrets, shared.office, crypto),
                shared.rate,
                ledger,
                shared.decisions,
                info,
                shared.work,
                clock);
        routes.post("/v1/request-cancellations", requests).post("/v1/refunds", refunds);
    }

    private void addOperator(
            Router.Builder routes,
            Shared shared,
            OperatorGate gate,
            Supplier<Activation> address,
            OrderForms forms) {
        OperatorHandlers operator =
                new OperatorHandlers(gate, address, forms, ledger, shared.work, clock, random);
        HoldHandlers holds = new HoldHandlers(gate, forms, ledger, shared.work, clock);
        routes.post("/v1/operator/activations", operator::activate)
                .post("/v1/operator/top-ups", operator::topUp)
                .post("/v1/operator/adjustments", operator::adjust)
                .get("/v1/operator/ledger-sum", operator::ledgerSum)
                .post("/v1/operator/holds", holds::hold)
                .get("/v1/operator/holds/{id}", holds::show)
                .post("/v1/operator/releases", holds::release)
                .post("/v1/operator/devices", new DeviceOrders(gate, ledger, shared.work, clock))
                .post(
                        "/v1/operator/key-rotations",
                        new KeyRotationHandler(gate, keys, info, shared.work, clock));
    }

    private void addPendingPayments(Router.Builder routes, Shared shared, OperatorGate gate) {
        PendingHandlers pending = new PendingHandlers(
                validatorId,
                gate,
                ledger,
                shared.office,
                shared.factors,
                metrics,
                shared.work,
                clock,
                random);
        routes.get("/v1/operator/pending-payments", pending::list)
                .post("/v1/operator/reviews", pending::review)
                .post("/v1/operator/second-factors", pending::secondFactor);
    }
}
