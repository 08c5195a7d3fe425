package org.mopay.server.api;

import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.HoldOrder;
import org.mopay.proto.v1.HoldReceipt;
import org.mopay.proto.v1.ReleaseOrder;
import org.mopay.server.http.HttpRequest;
import org.mopay.server.http.HttpResponse;
import org.mopay.server.ledger.LedgerCommand;
import org.mopay.server.ledger.LedgerService;
import org.mopay.server.ledger.PostTransfer;
import org.mopay.server.ledger.ReserveTransfer;
import org.mopay.server.ledger.VoidTransfer;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.TransferEnd;
import org.mopay.server.ledger.book.TransferRecord;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * {@code /v1/operator/holds} and {@code releases}: the operator keeps an account from spending a part
 * of what it has, and gives it back, or takes of it for the reserve.
 */
final class HoldHandlers {
    private final OperatorGate gate;
    private final OrderForms forms;
    private final LedgerService ledger;
    private final Work work;
    private final LongSupplier clock;

    HoldHandlers(
            OperatorGate gate,
            OrderForms forms,
            LedgerService ledger,
            Work work,
            LongSupplier clock) {
        this.gate = gate;
        this.forms = forms;
        this.ledger = ledger;
        this.work = work;
        this.clock = clock;
    }

    CompletionStage<HttpResponse> hold(HttpRequest request) throws ProtocolException {
        gate.require(request);
        HoldOrder order = Bodies.read(request, HoldOrder.getDefaultInstance());
        Asset asset = forms.asset(order.getMoney());
        if (order.getMoney().getAmount() <= 0 || order.getDeadline() < 0) {
            throw new ProtocolException(ErrorCode.AMOUNT_INVALID, "an amount is above 0");
        }
        OrderForms.checkText(order.getId(), order.getReason());
        ReserveTransfer command = new ReserveTransfer(
                order.getId(),
                order.getAccount(),
                AccountKind.RESERVE.ownName(),
                AccountKind.HOLD,
                asset,
                order.getMoney().getAmount(),
                order.getDeadline(),
                order.getReason(),
                clock.getAsLong());
        return ledger.submit(command, request.deadline())
                .thenApply(transfer -> Work.attempt(
                        () -> Bodies.answer(request, receipt(transfer).build())))
                .exceptionally(Work::rethrow);
    }

    CompletionStage<HttpResponse> show(HttpRequest request) throws ProtocolException {
        gate.require(request);
        String id = request.pathParameter("id");
        return work.run(() -> Bodies.answer(request, standing(id)));
    }

    private HoldReceipt standing(String id) throws ProtocolException {
        Optional<TransferEnd> end = ledger.transferEnd(id);
        if (end.isPresent()) {
            return receipt(end.get());
        }
        return ledger.transfer(id)
                .map(transfer -> receipt(transfer).build())
                .orElseThrow(
                        () -> new ProtocolException(ErrorCode.TRANSFER_UNKNOWN, "no hold " + id));
    }

    CompletionStage<HttpResponse> release(HttpRequest request) throws ProtocolException {
        gate.require(request);
        ReleaseOrder order = Bodies.read(request, ReleaseOrder.getDefaultInstance());
        if (order.getTaken() < 0) {
            throw new ProtocolException(ErrorCode.AMOUNT_INVALID, "nothing, or above 0");
        }
        OrderForms.checkText(order.getId(), order.getReason());
        return ledger.submit(command(order), request.deadline())
                .thenCompose(end -> work.run(() -> Bodies.answer(request, receipt(end))))
                .exceptionally(Work::rethrow);
    }

    private LedgerCommand<TransferEnd> command(ReleaseOrder order) {
        long now = clock.getAsLong();
        return order.getTaken() == 0
                ? new VoidTransfer(order.getId(), order.getReason(), now)
                : new PostTransfer(order.getId(), order.getTaken(), order.getReason(), now);
    }

    private HoldReceipt receipt(TransferEnd end) {
        TransferRecord transfer = ledger.transfer(end.id()).orElseThrow();
        return receipt(transfer).setReleased(true).setTaken(end.posted()).build();
    }

    private static HoldReceipt.Builder receipt(TransferRecord transfer) {
        return HoldReceipt.newBuilder()
                .setId(transfer.id())
                .setAccount(transfer.from().name())
                .setMoney(QueryHandlers.money(transfer.asset(), transfer.amount()));
    }
}
