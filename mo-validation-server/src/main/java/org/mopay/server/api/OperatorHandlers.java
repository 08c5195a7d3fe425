package org.mopay.server.api;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.carrier.Links;
import org.mopay.core.credential.EnrolmentDesk;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.ActivationGrant;
import org.mopay.proto.v1.ActivationOrder;
import org.mopay.proto.v1.AdjustmentOrder;
import org.mopay.proto.v1.AdjustmentSource;
import org.mopay.proto.v1.LedgerSum;
import org.mopay.proto.v1.LedgerSumAnswer;
import org.mopay.proto.v1.TopUpOrder;
import org.mopay.proto.v1.TopUpReceipt;
import org.mopay.server.http.HttpRequest;
import org.mopay.server.http.HttpResponse;
import org.mopay.server.ledger.Adjust;
import org.mopay.server.ledger.CreateActivation;
import org.mopay.server.ledger.LedgerCommand;
import org.mopay.server.ledger.LedgerService;
import org.mopay.server.ledger.OpenAccount;
import org.mopay.server.ledger.TopUp;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.TopUpRecord;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** {@code /v1/operator/activations}, {@code top-ups} and {@code ledger-sum}: accounts and money. */
final class OperatorHandlers {
    private static final long ACTIVATION_LIFETIME = 86_400;
    private static final int CODE_SIZE = 16;
    private static final int MAX_NAME = 64;

    private final OperatorGate gate;
    private final Supplier<Activation> address;
    private final OrderForms forms;
    private final LedgerService ledger;
    private final Work work;
    private final LongSupplier clock;
    private final RandomSource random;

    /**
     * Handlers of one server.
     *
     * @param address what every activation says but its code
     */
    OperatorHandlers(
            OperatorGate gate,
            Supplier<Activation> address,
            OrderForms forms,
            LedgerService ledger,
            Work work,
            LongSupplier clock,
            RandomSource random) {
        this.gate = gate;
        this.address = address;
        this.forms = forms;
        this.ledger = ledger;
        this.work = work;
        this.clock = clock;
        this.random = random;
    }

    /** Opens the account if needed, and makes a one-time code that enrols one device of it. */
    CompletionStage<HttpResponse> activate(HttpRequest request) throws ProtocolException {
        gate.require(request);
        ActivationOrder order = Bodies.read(request, ActivationOrder.getDefaultInstance());
        OpenAccount open = account(order);
        String code = Bytes.copyOf(random.next(CODE_SIZE)).base64Url();
        long expiresAt = clock.getAsLong() + ACTIVATION_LIFETIME;
        return ledger.submit(open, request.deadline())
                .thenCompose(account -> ledger.submit(
                        new CreateActivation(
                                EnrolmentDesk.codeDigest(code), account.name(), expiresAt),
                        request.deadline()))
                .thenApply(activation -> Work.attempt(
                        () -> Bodies.answer(request, grant(order.getAccount(), code, expiresAt))))
                .exceptionally(Work::rethrow);
    }

    private static OpenAccount account(ActivationOrder order) throws ProtocolException {
        String name = order.getVerifiedName();
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "a verified name has at most 64 bytes");
        }
        try {
            return name.isEmpty()
                    ? new OpenAccount(order.getAccount(), AccountKind.WALLET, null)
                    : new OpenAccount(order.getAccount(), AccountKind.MERCHANT, name);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE,
                    "an account's name is 1 to 64 of a-z, 0-9, dot, _ and hyphen");
        }
    }

    private ActivationGrant grant(String account, String code, long expiresAt) {
        Activation activation = address.get().toBuilder().setCode(code).build();
        return ActivationGrant.newBuilder()
                .setAccount(account)
                .setCode(code)
                .setExpiresAt(expiresAt)
                .setLink(Links.enrol(activation))
                .build();
    }

    CompletionStage<HttpResponse> topUp(HttpRequest request) throws ProtocolException {
        gate.require(request);
        TopUpOrder order = Bodies.read(request, TopUpOrder.getDefaultInstance());
        Asset asset = forms.asset(order.getMoney());
        if (order.getMoney().getAmount() <= 0) {
            throw new ProtocolException(ErrorCode.AMOUNT_INVALID, "an amount is above 0");
        }
        OrderForms.checkText(order.getIdempotencyKey(), order.getReason());
        return book(
                request,
                new TopUp(
                        order.getAccount(),
                        asset,
                        order.getMoney().getAmount(),
                        order.getReason(),
                        order.getIdempotencyKey(),
                        clock.getAsLong()));
    }

    /** Moves money in either direction between an account and one of the ledger's own. */
    CompletionStage<HttpResponse> adjust(HttpRequest request) throws ProtocolException {
        gate.require(request);
        AdjustmentOrder order = Bodies.read(request, AdjustmentOrder.getDefaultInstance());
        Asset asset = forms.asset(order.getMoney());
        long amount = order.getMoney().getAmount();
        if (amount == 0 || amount == Long.MIN_VALUE) {
            throw new ProtocolException(ErrorCode.AMOUNT_INVALID, "an adjustment is not 0");
        }
        OrderForms.checkText(order.getIdempotencyKey(), order.getReason());
        return book(
                request,
                new Adjust(
                        order.getAccount(),
                        against(order.getAgainst()),
                        asset,
                        amount,
                        order.getReason(),
                        order.getIdempotencyKey(),
                        clock.getAsLong()));
    }

    private static AccountKind against(AdjustmentSource source) throws ProtocolException {
        return switch (source) {
            case ADJUSTMENT_SOURCE_FLOAT -> AccountKind.FLOAT;
            case ADJUSTMENT_SOURCE_RESERVE -> AccountKind.RESERVE;
            case ADJUSTMENT_SOURCE_UNSPECIFIED, UNRECOGNIZED ->
                throw new ProtocolException(
                        ErrorCode.MALFORMED_MESSAGE, "against the float, or the reserve");
        };
    }

    private CompletionStage<HttpResponse> book(
            HttpRequest request, LedgerCommand<TopUpRecord> command) {
        return ledger.submit(command, request.deadline())
                .thenApply(done -> Work.attempt(() -> Bodies.answer(request, receipt(done))))
                .exceptionally(Work::rethrow);
    }

    private static TopUpReceipt receipt(TopUpRecord done) {
        return TopUpReceipt.newBuilder()
                .setAccount(done.account().name())
                .setBalance(QueryHandlers.money(done.asset(), done.balance()))
                .setSequence(done.sequence())
                .build();
    }

    CompletionStage<HttpResponse> ledgerSum(HttpRequest request) throws ProtocolException {
        gate.require(request);
        return work.run(() -> {
            LedgerSumAnswer.Builder answer = LedgerSumAnswer.newBuilder();
            ledger.sums()
                    .forEach(sum -> answer.addSums(LedgerSum.newBuilder()
                            .setAsset(sum.asset().code())
                            .setSum(sum.sum())
                            .setCustomers(sum.customers())
                            .setPayments(sum.payments())));
            return Bodies.answer(request, answer.build());
        });
    }
}
