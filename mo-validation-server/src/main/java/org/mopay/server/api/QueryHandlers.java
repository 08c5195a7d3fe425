package org.mopay.server.api;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.Message;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.BalanceAnswer;
import org.mopay.proto.v1.DeviceQuery;
import org.mopay.proto.v1.EntryKind;
import org.mopay.proto.v1.Money;
import org.mopay.proto.v1.PaymentStatusAnswer;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StatementAnswer;
import org.mopay.proto.v1.StatementEntry;
import org.mopay.server.http.Handler;
import org.mopay.server.http.HttpRequest;
import org.mopay.server.http.HttpResponse;
import org.mopay.server.keys.ValidatorInfoPublisher;
import org.mopay.server.ledger.LedgerService;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.RefundRecord;
import org.mopay.server.ledger.book.StatementLine;
import org.mopay.server.validation.DecisionWriter;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * {@code POST /v1/balance}, {@code /v1/statement} and {@code /v1/payment-status}: what a device may
 * know of its own account.
 */
final class QueryHandlers {
    private static final int MOST_ENTRIES = 100;

    private final DeviceRequests devices;
    private final LedgerService ledger;
    private final DecisionWriter decisions;
    private final ValidatorInfoPublisher info;
    private final Work work;
    private final LongSupplier clock;

    QueryHandlers(
            DeviceRequests devices,
            LedgerService ledger,
            DecisionWriter decisions,
            ValidatorInfoPublisher info,
            Work work,
            LongSupplier clock) {
        this.devices = devices;
        this.ledger = ledger;
        this.decisions = decisions;
        this.info = info;
        this.work = work;
        this.clock = clock;
    }

    private interface Answer {
        Message to(DeviceRequests.Asked asked) throws ProtocolException;
    }

    Handler balance() {
        return request -> answer(request, DeviceQuery.QueryCase.BALANCE, this::balance);
    }

    Handler statement() {
        return request -> answer(request, DeviceQuery.QueryCase.STATEMENT, this::statement);
    }

    Handler paymentStatus() {
        return request ->
                answer(request, DeviceQuery.QueryCase.PAYMENT_STATUS, this::paymentStatus);
    }

    private CompletionStage<HttpResponse> answer(
            HttpRequest request, DeviceQuery.QueryCase expected, Answer answer)
            throws ProtocolException {
        Signed signed = Bodies.read(request, Signed.getDefaultInstance());
        return work.run(() -> {
            long now = clock.getAsLong();
            DeviceRequests.Asked asked = devices.check(signed, info.current(now), now);
            if (asked.query().getQueryCase() != expected) {
                throw new ProtocolException(
                        ErrorCode.UNKNOWN_MESSAGE_TYPE, "another query than this path's");
            }
            return Bodies.answer(request, answer.to(asked));
        });
    }

    private BalanceAnswer balance(DeviceRequests.Asked asked) {
        String account = asked.device().account().name();
        BalanceAnswer.Builder answer = BalanceAnswer.newBuilder().setAccount(account);
        ledger.balances(account)
                .forEach(balance -> answer.addBalances(money(balance.asset(), balance.amount())));
        return answer.build();
    }

    private StatementAnswer statement(DeviceRequests.Asked asked) throws ProtocolException {
        String account = asked.device().account().name();
        long before = asked.query().getStatement().getBefore();
        int limit = asked.query().getStatement().getLimit();
        if (before < 0 || limit < 1 || limit > MOST_ENTRIES) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "statement: 1 to " + MOST_ENTRIES + " entries");
        }
        StatementAnswer.Builder answer = StatementAnswer.newBuilder().setAccount(account);
        ledger.statement(account, before, limit).forEach(line -> answer.addEntries(entry(line)));
        return answer.build();
    }

    private static StatementEntry entry(StatementLine line) {
        StatementEntry.Builder entry = StatementEntry.newBuilder()
                .setSequence(line.sequence())
                .setRecordedAt(line.recordedAt())
                .setKind(EntryKind.forNumber(line.kind().code()))
                .setAmount(money(line.asset(), line.amount()))
                .setBalance(line.balance())
                .setMemo(line.memo());
        if (line.paymentId() != null) {
            entry.setPaymentId(byteString(line.paymentId()));
        }
        if (line.refundId() != null) {
            entry.setRefundId(byteString(line.refundId()));
        }
        return entry.build();
    }

    /** A payment or refund is known to its two accounts only. */
    private PaymentStatusAnswer paymentStatus(DeviceRequests.Asked asked) throws ProtocolException {
        Account account = asked.device().account();
        Bytes id = bytes(asked.query().getPaymentStatus().getPaymentId());
        Optional<PaymentRecord> payment =
                ledger.payment(id).filter(known -> known.concerns(account));
        Optional<RefundRecord> refund = payment.isPresent()
                ? Optional.empty()
                : ledger.refund(id).filter(known -> known.concerns(account));
        if (payment.isEmpty() && refund.isEmpty()) {
            throw new ProtocolException(ErrorCode.PAYMENT_UNKNOWN, "no such payment");
        }
        return PaymentStatusAnswer.newBuilder()
                .setOutcome(
                        payment.isPresent()
                                ? decisions.outcome(payment.get())
                                : decisions.outcome(refund.get()))
                .build();
    }

    static Money money(Asset asset, long amount) {
        return Money.newBuilder()
                .setAmount(amount)
                .setAsset(asset.code())
                .setExponent(asset.exponent())
                .build();
    }
}
