package org.mopay.server.api;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.RequestCancellation;
import org.mopay.server.http.Handler;
import org.mopay.server.http.HttpRequest;
import org.mopay.server.http.HttpResponse;
import org.mopay.server.keys.ValidatorInfoPublisher;
import org.mopay.server.ledger.CancelRequest;
import org.mopay.server.ledger.LedgerService;
import org.mopay.server.ledger.RequestStanding;
import org.mopay.server.validation.DecisionWriter;
import org.mopay.server.validation.RequestCancellationIntake;

import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** {@code POST /v1/request-cancellations}: RequestCancellation to a signed RequestStatus. */
final class RequestCancellationHandler implements Handler {
    private final RequestCancellationIntake intake;
    private final DeviceRate rate;
    private final LedgerService ledger;
    private final DecisionWriter decisions;
    private final ValidatorInfoPublisher info;
    private final Work work;
    private final LongSupplier clock;

    RequestCancellationHandler(
            RequestCancellationIntake intake,
            DeviceRate rate,
            LedgerService ledger,
            DecisionWriter decisions,
            ValidatorInfoPublisher info,
            Work work,
            LongSupplier clock) {
        this.intake = intake;
        this.rate = rate;
        this.ledger = ledger;
        this.decisions = decisions;
        this.info = info;
        this.work = work;
        this.clock = clock;
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) throws ProtocolException {
        Bytes body = Bodies.encoded(request, RequestCancellation.getDefaultInstance());
        return work.run(() -> take(body))
                .thenCompose(order -> ledger.submit(order, request.deadline()))
                .thenApply(standing -> Work.attempt(() -> answer(request, standing)))
                .exceptionally(Work::rethrow);
    }

    private CancelRequest take(Bytes body) throws ProtocolException {
        long now = clock.getAsLong();
        CancelRequest order = intake.take(body, info.current(now), now);
        rate.require(order.device());
        return order;
    }

    private HttpResponse answer(HttpRequest request, RequestStanding standing)
            throws ProtocolException {
        return Bodies.answer(request, decisions.status(standing, clock.getAsLong()));
    }
}
