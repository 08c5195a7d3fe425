package org.mopay.server.api;

import com.google.protobuf.Message;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.http.Handler;
import org.mopay.server.http.HttpRequest;
import org.mopay.server.http.HttpResponse;
import org.mopay.server.keys.ValidatorInfoPublisher;
import org.mopay.server.ledger.Decision;
import org.mopay.server.ledger.LedgerException;
import org.mopay.server.ledger.LedgerService;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ops.Metrics;
import org.mopay.server.validation.DecisionWriter;
import org.mopay.server.validation.Taken;
import org.mopay.server.validation.ValidatedCommand;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * {@code POST /v1/payments}, {@code /v1/cancellations} and {@code /v1/step-ups}: what settles a
 * payment, or keeps it from being settled, to its Outcome.
 */
final class PaymentHandler implements Handler {
    private final Message prototype;
    private final PaymentIntake intake;
    private final DeviceRate rate;
    private final LedgerService ledger;
    private final DecisionWriter decisions;
    private final ValidatorInfoPublisher info;
    private final Work work;
    private final Metrics metrics;
    private final LongSupplier clock;

    /** Takes a body in, and says what the ledger is to decide about it. */
    @FunctionalInterface
    interface PaymentIntake {
        Taken<ValidatedCommand, PaymentRecord> take(
                Bytes body, TrustedValidator validator, long now) throws ProtocolException;
    }

    /**
     * A handler of one route.
     *
     * @param prototype of the bodies it takes
     */
    PaymentHandler(
            Message prototype,
            PaymentIntake intake,
            DeviceRate rate,
            LedgerService ledger,
            DecisionWriter decisions,
            ValidatorInfoPublisher info,
            Work work,
            Metrics metrics,
            LongSupplier clock) {
        this.prototype = prototype;
        this.intake = intake;
        this.rate = rate;
        this.ledger = ledger;
        this.decisions = decisions;
        this.info = info;
        this.work = work;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) throws ProtocolException {
        Bytes submission = Bodies.encoded(request, prototype);
        return work.run(() -> take(submission))
                .thenCompose(taken -> decide(taken, request.deadline()))
                .thenApply(record ->
                        Work.attempt(() -> Bodies.answer(request, decisions.outcome(record))))
                .exceptionally(Work::rethrow);
    }

    private Taken<ValidatedCommand, PaymentRecord> take(Bytes submission) throws ProtocolException {
        long now = clock.getAsLong();
        return intake.take(submission, info.current(now), now);
    }

    /** The ledger answers when the decision is durable, and not before. */
    private CompletionStage<PaymentRecord> decide(
            Taken<ValidatedCommand, PaymentRecord> taken, long deadline) {
        if (taken.earlier().isPresent()) {
            return CompletableFuture.completedFuture(taken.earlier().get());
        }
        ValidatedCommand wanted = taken.order().orElseThrow();
        rate.require(wanted.sender());
        return ledger.submit(wanted.command(), deadline)
                .exceptionally(failure -> refuse(failure, wanted))
                .thenApply(decision -> {
                    if (!decision.replayed()) {
                        metrics.paymentDecided(decision.payment().ruling());
                    }
                    return decision.payment();
                });
    }

    /** What rests on the payer's state and is not recorded is no more than that to a payee. */
    private static Decision refuse(Throwable failure, ValidatedCommand wanted) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        boolean payersOwn =
                cause instanceof LedgerException refused && !refused.code().exactForPayee();
        if (payersOwn && wanted.isByPayee()) {
            throw new LedgerException(ErrorCode.PAYER_UNAVAILABLE, "for now", failure);
        }
        throw failure instanceof CompletionException
                ? (CompletionException) failure
                : new CompletionException(failure);
    }
}
