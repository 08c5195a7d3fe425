package org.mopay.server.api;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.otp.OtpAuthUri;
import org.mopay.proto.v1.PaymentStatus;
import org.mopay.proto.v1.PendingPayment;
import org.mopay.proto.v1.PendingPaymentsAnswer;
import org.mopay.proto.v1.PendingReason;
import org.mopay.proto.v1.ReviewOrder;
import org.mopay.proto.v1.ReviewReceipt;
import org.mopay.proto.v1.SecondFactorGrant;
import org.mopay.proto.v1.SecondFactorOrder;
import org.mopay.server.credential.CredentialOffice;
import org.mopay.server.credential.SecondFactorSecrets;
import org.mopay.server.http.HttpRequest;
import org.mopay.server.http.HttpResponse;
import org.mopay.server.ledger.Decision;
import org.mopay.server.ledger.LedgerService;
import org.mopay.server.ledger.ReviewPayment;
import org.mopay.server.ledger.SetSecondFactor;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.Waiting;
import org.mopay.server.ops.Metrics;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * {@code /v1/operator/pending-payments}, {@code reviews} and {@code second-factors}: payments that
 * wait, the operator's word on them, and the generators of codes that payers answer with.
 *
 * @param issuer the name that authenticator apps show
 */
record PendingHandlers(
        String issuer,
        OperatorGate gate,
        LedgerService ledger,
        CredentialOffice office,
        SecondFactorSecrets secrets,
        Metrics metrics,
        Work work,
        LongSupplier clock,
        RandomSource random) {
    private static final int MOST_PAYMENTS = 100;

    CompletionStage<HttpResponse> list(HttpRequest request) throws ProtocolException {
        gate.require(request);
        long after = parameter(request, "after", 0, Long.MAX_VALUE).orElse(0);
        int limit = (int) parameter(request, "limit", 1, MOST_PAYMENTS).orElse(MOST_PAYMENTS);
        return work.run(() -> Bodies.answer(request, open(after, limit)));
    }

    private static OptionalLong parameter(HttpRequest request, String name, long least, long most)
            throws ProtocolException {
        Optional<String> text = request.queryParameter(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        boolean digits = text.get().matches("[0-9]{1,18}");
        long value = digits ? Long.parseLong(text.get()) : -1;
        if (value < least || value > most) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, name + ": " + least + " to " + most);
        }
        return OptionalLong.of(value);
    }

    private PendingPaymentsAnswer open(long after, int limit) {
        PendingPaymentsAnswer.Builder answer = PendingPaymentsAnswer.newBuilder();
        ledger.pendingPayments(after, limit).forEach(payment -> answer.addPayments(shown(payment)));
        return answer.build();
    }

    private static PendingPayment shown(PaymentRecord payment) {
        PendingPayment.Builder shown = PendingPayment.newBuilder()
                .setPaymentId(byteString(payment.identity().paymentId()))
                .setPayer(payment.payer().account().name())
                .setPayee(payment.payee().account().name())
                .setMoney(QueryHandlers.money(
                        payment.charge().asset(), payment.charge().amount()))
                .setFee(payment.charge().fee())
                .setMemo(payment.memo())
                .setSequence(payment.entry());
        Waiting waiting = payment.ruling().waiting();
        if (waiting != null) {
            shown.setReason(PendingReason.forNumber(waiting.reason().code()))
                    .setDeadline(waiting.deadline());
        }
        return shown.build();
    }

    CompletionStage<HttpResponse> review(HttpRequest request) throws ProtocolException {
        gate.require(request);
        ReviewOrder order = Bodies.read(request, ReviewOrder.getDefaultInstance());
        Bytes paymentId = bytes(order.getPaymentId());
        OrderForms.checkText(paymentId.hex(), order.getReason());
        if (order.getReason().isEmpty()) {
            throw new ProtocolException(ErrorCode.MALFORMED_MESSAGE, "a review has a reason");
        }
        long now = clock.getAsLong();
        ReviewPayment command = new ReviewPayment(
                paymentId, order.getApproved(), order.getReason(), office.issuerKeyId(now), now);
        return ledger.submit(command, request.deadline())
                .thenApply(
                        decision -> Work.attempt(() -> Bodies.answer(request, receipt(decision))))
                .exceptionally(Work::rethrow);
    }

    private ReviewReceipt receipt(Decision decision) {
        PaymentRecord payment = decision.payment();
        if (!decision.replayed()) {
            metrics.paymentDecided(payment.ruling());
        }
        return ReviewReceipt.newBuilder()
                .setPaymentId(byteString(payment.identity().paymentId()))
                .setStatus(PaymentStatus.forNumber(payment.ruling().status().code()))
                .setDecidedAt(payment.decidedAt())
                .build();
    }

    CompletionStage<HttpResponse> secondFactor(HttpRequest request) throws ProtocolException {
        gate.require(request);
        SecondFactorOrder order = Bodies.read(request, SecondFactorOrder.getDefaultInstance());
        String account = order.getAccount();
        OrderForms.checkText(account, order.getReason());
        return work.run(() -> secrets.random(random))
                .thenCompose(secret -> ledger.submit(
                                new SetSecondFactor(
                                        account,
                                        secrets.wrap(secret, account, random),
                                        order.getReason(),
                                        clock.getAsLong()),
                                request.deadline())
                        .thenApply(factor ->
                                Work.attempt(() -> Bodies.answer(request, grant(account, secret)))))
                .exceptionally(Work::rethrow);
    }

    private SecondFactorGrant grant(String account, SecretBytes secret) {
        return SecondFactorGrant.newBuilder()
                .setAccount(account)
                .setLink(OtpAuthUri.totp(issuer, account, secret).text())
                .build();
    }
}
