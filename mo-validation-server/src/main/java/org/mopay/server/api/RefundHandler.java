package org.mopay.server.api;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.RefundSubmission;
import org.mopay.server.http.Handler;
import org.mopay.server.http.HttpRequest;
import org.mopay.server.http.HttpResponse;
import org.mopay.server.keys.ValidatorInfoPublisher;
import org.mopay.server.ledger.GiveBack;
import org.mopay.server.ledger.LedgerService;
import org.mopay.server.ledger.RefundOrder;
import org.mopay.server.ledger.book.RefundRecord;
import org.mopay.server.validation.DecisionWriter;
import org.mopay.server.validation.RefundIntake;
import org.mopay.server.validation.Taken;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** {@code POST /v1/refunds}: RefundSubmission to Outcome. */
final class RefundHandler implements Handler {
    private final RefundIntake intake;
    private final DeviceRate rate;
    private final LedgerService ledger;
    private final DecisionWriter decisions;
    private final ValidatorInfoPublisher info;
    private final Work work;
    private final LongSupplier clock;

    RefundHandler(
            RefundIntake intake,
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
        Bytes submission = Bodies.encoded(request, RefundSubmission.getDefaultInstance());
        return work.run(() -> take(submission))
                .thenCompose(taken -> decide(taken, request.deadline()))
                .thenApply(record ->
                        Work.attempt(() -> Bodies.answer(request, decisions.outcome(record))))
                .exceptionally(Work::rethrow);
    }

    private Taken<RefundOrder, RefundRecord> take(Bytes submission) throws ProtocolException {
        long now = clock.getAsLong();
        return intake.take(submission, info.current(now), now);
    }

    /** The ledger answers when the decision is durable, and not before. */
    private CompletionStage<RefundRecord> decide(
            Taken<RefundOrder, RefundRecord> taken, long deadline) {
        if (taken.earlier().isPresent()) {
            return CompletableFuture.completedFuture(taken.earlier().get());
        }
        RefundOrder order = taken.order().orElseThrow();
        rate.require(order.device());
        return ledger.submit(new GiveBack(order), deadline);
    }
}
