package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.otp.OtpPolicy;
import org.mopay.core.otp.OtpThrottle;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Charge;
import org.mopay.server.ledger.book.EvidenceRecord;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.PaymentStep;
import org.mopay.server.ledger.book.RefusalCategory;
import org.mopay.server.ledger.book.RequestPayer;
import org.mopay.server.ledger.book.RequestUse;
import org.mopay.server.ledger.book.Ruling;
import org.mopay.server.ledger.book.SecondFactor;
import org.mopay.server.ledger.book.SecondFactorEvent;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.Waiting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Payments that wait: their money is reserved, and moves once, to the payee or back. What is asked of
 * one that has ended is answered with how it ended, but for the operator's wish that it had ended
 * another way ({@code TRANSFER_ENDED}).
 *
 * <p>To a code that is about the present challenge, the first of these that applies is the answer:
 *
 * <ol>
 *   <li>the deadline has passed: refused, {@code AUTHORIZATION_EXPIRED};
 *   <li>the payer's device is frozen or revoked: refused, {@code DEVICE_FROZEN}, {@code
 *       DEVICE_REVOKED};
 *   <li>the account waits after wrong codes: {@code OTP_LOCKED}, nothing recorded;
 *   <li>the code is wrong, or was used before, which counts against the account: pending with
 *       another challenge, and after the last attempt refused, {@code OTP_WRONG};
 *   <li>the payee's account can't hold the amount: {@code AMOUNT_OVERFLOW}, nothing recorded;
 *   <li>settled.
 * </ol>
 */
final class PendingPayments {
    private static final String TIME_IS_OVER = "its time was over";

    private final Books books;
    private final Draft draft;
    private final Journal journal;
    private final OtpPolicy otp;

    PendingPayments(Books books, Draft draft, Journal journal, OtpPolicy otp) {
        this.books = books;
        this.draft = draft;
        this.journal = journal;
        this.otp = otp;
    }

    /** Moves what a new payment needs to where it waits. */
    void reserve(long entry, AccountState payer, Charge charge) {
        journal.post(entry, payer, charge.asset(), -charge.payerDebit());
        journal.post(entry, holding(), charge.asset(), charge.payerDebit());
    }

    /** Whether what a payment needs can wait at all. */
    boolean hasRoom(Charge charge) {
        return holding().canTake(charge.asset(), charge.payerDebit());
    }

    Decision answer(AnswerStepUp order) throws StoreException {
        PaymentRecord payment = known(order.paymentId());
        Waiting waiting = payment.ruling().waiting();
        SecondFactor factor = books.secondFactor(payment.payer().account().number());
        if (waiting == null || factor == null || !isPresent(order, waiting, factor)) {
            return new Decision(payment, true);
        }
        if (waiting.isOver(order.at())) {
            return decided(expire(payment, order.issuerKeyId(), order.at()));
        }
        Optional<Ruling> device =
                DeviceChecks.statusRefusal(books.device(payment.payer().device()));
        if (device.isPresent()) {
            return decided(refuse(payment, device.get(), "", order.issuerKeyId(), order.at()));
        }
        return decided(judge(order, payment, waiting, factor));
    }

    private PaymentRecord judge(
            AnswerStepUp order, PaymentRecord payment, Waiting waiting, SecondFactor factor)
            throws StoreException {
        Long timeStep = order.timeStep();
        boolean right = timeStep != null && timeStep > factor.lastStep();
        OtpThrottle.Attempt attempt = factor.throttle().attempt(right, order.at(), otp);
        if (attempt.verdict() == OtpThrottle.Verdict.WAITS) {
            throw new LedgerException(
                    ErrorCode.OTP_LOCKED,
                    factor.throttle().waitAt(order.at()),
                    "the account waits after wrong codes");
        }
        if (timeStep == null || attempt.verdict() == OtpThrottle.Verdict.WRONG) {
            PaymentRecord after = wrongCode(payment, waiting, order);
            put(factor.throttled(attempt.next()));
            return after;
        }
        requireRoom(payment);
        put(factor.used(timeStep));
        return settle(payment, "", order.issuerKeyId(), order.at());
    }

    private void put(SecondFactor factor) {
        books.secondFactor(factor);
        draft.put(factor);
    }

    /** Whether it is about the present challenge, and was compared with the present generator. */
    private static boolean isPresent(AnswerStepUp order, Waiting waiting, SecondFactor factor) {
        return waiting.wrongCodes() == order.challenge()
                && factor.wrappedSecret().equals(order.wrappedSecret());
    }

    private PaymentRecord wrongCode(PaymentRecord payment, Waiting waiting, AnswerStepUp order)
            throws StoreException {
        if (waiting.attemptsLeft() <= 1) {
            Ruling refusal = Ruling.refused(ErrorCode.OTP_WRONG);
            return refuse(payment, refusal, "", order.issuerKeyId(), order.at());
        }
        Ruling ruling = Ruling.pending(waiting.afterWrongCode());
        return record(payment, books.nextEntry(), ruling, "", order.issuerKeyId(), order.at());
    }

    /** The operator's word. */
    Decision review(ReviewPayment order) throws StoreException {
        PaymentRecord payment = known(order.paymentId());
        Waiting waiting = payment.ruling().waiting();
        if (waiting == null) {
            boolean same = payment.ruling().isSettled() == order.approved();
            if (!same) {
                throw new LedgerException(
                        ErrorCode.TRANSFER_ENDED, "it was " + payment.ruling().status());
            }
            return new Decision(payment, true);
        }
        if (!order.approved()) {
            Ruling refusal = Ruling.refused(ErrorCode.REVIEW_REFUSED, RefusalCategory.PAYER);
            return decided(
                    refuse(payment, refusal, order.reason(), order.issuerKeyId(), order.at()));
        }
        if (waiting.isOver(order.at())) {
            throw new LedgerException(ErrorCode.AUTHORIZATION_EXPIRED, TIME_IS_OVER);
        }
        DeviceChecks.requireActive(books.device(payment.payer().device()));
        requireRoom(payment);
        return decided(settle(payment, order.reason(), order.issuerKeyId(), order.at()));
    }

    /** The payer does not want it any more, as its device has signed. */
    Decision cancel(CancelPending order) throws StoreException {
        PaymentRecord payment = known(order.paymentId());
        if (!payment.ruling().isPending()) {
            return new Decision(payment, true);
        }
        Ruling refusal = Ruling.refused(ErrorCode.AUTHORIZATION_CANCELLED);
        PaymentRecord cancelled = refuse(payment, refusal, "", order.issuerKeyId(), order.at());
        draft.add(new EvidenceRecord(books.lastEntry(), order.evidence()));
        return decided(cancelled);
    }

    /** The payee does not want to be paid any more what waits under its request. */
    void withdraw(List<PaymentRecord> waiting, CancelRequest order) throws StoreException {
        for (PaymentRecord payment : waiting) {
            Ruling refusal = Ruling.refused(ErrorCode.REQUEST_CANCELLED);
            refuse(payment, refusal, "", order.issuerKeyId(), order.at());
        }
    }

    /** What waits under a request. */
    List<PaymentRecord> under(Bytes request) {
        return books.pendingPayments(payment -> payment.requestKey().equals(request));
    }

    List<PaymentRecord> expire(ExpirePayments order) throws StoreException {
        List<PaymentRecord> ended = new ArrayList<>();
        for (PaymentRecord payment : books.pendingPayments(each -> isDue(each, order.at()))) {
            if (ended.size() < order.most()) {
                ended.add(expire(payment, order.issuerKeyId(), order.at()));
            }
        }
        return ended;
    }

    private static boolean isDue(PaymentRecord payment, long at) {
        Waiting waiting = payment.ruling().waiting();
        return waiting != null && waiting.isOver(at);
    }

    private PaymentRecord expire(PaymentRecord payment, int issuerKeyId, long at)
            throws StoreException {
        Ruling refusal = Ruling.refused(ErrorCode.AUTHORIZATION_EXPIRED);
        return refuse(payment, refusal, TIME_IS_OVER, issuerKeyId, at);
    }

    /** Sets up, or replaces, the generator that an account's codes come from, and notes it. */
    SecondFactor setSecondFactor(SetSecondFactor order) {
        long account = books.customer(order.account()).account().number();
        SecondFactor known = books.secondFactor(account);
        if (known != null && known.wrappedSecret().equals(order.wrappedSecret())) {
            return known;
        }
        SecondFactor factor = SecondFactor.fresh(account, order.wrappedSecret(), order.at());
        put(factor);
        draft.add(new SecondFactorEvent(books.nextEntry(), account, order.reason(), order.at()));
        return factor;
    }

    /**
     * What the store holds may be newer than memory. What is said on a payment that memory has not
     * heard of is never committed, and decided again when it has.
     */
    private PaymentRecord known(Bytes paymentId) throws StoreException {
        PaymentRecord waiting = books.pendingPayment(paymentId);
        return waiting != null
                ? waiting
                : draft.payment(paymentId)
                        .filter(payment -> !payment.ruling().isPending())
                        .orElseThrow(() ->
                                new LedgerException(ErrorCode.PAYMENT_UNKNOWN, "no such payment"));
    }

    private static Decision decided(PaymentRecord payment) {
        return new Decision(payment, false);
    }

    private AccountState payer(PaymentRecord payment) {
        return books.account(payment.payer().account().number());
    }

    private AccountState payee(PaymentRecord payment) {
        return books.account(payment.payee().account().number());
    }

    private AccountState holding() {
        return journal.own(AccountKind.PENDING);
    }

    private void requireRoom(PaymentRecord payment) {
        if (!journal.hasRoom(payee(payment), payment.charge())) {
            throw AccountState.noRoom();
        }
    }

    private PaymentRecord settle(PaymentRecord payment, String reason, int issuerKeyId, long at) {
        long entry = books.nextEntry();
        journal.pay(entry, holding(), payee(payment), payment.charge());
        return record(payment, entry, Ruling.settled(), reason, issuerKeyId, at);
    }

    private PaymentRecord refuse(
            PaymentRecord payment, Ruling refusal, String reason, int issuerKeyId, long at)
            throws StoreException {
        Charge charge = payment.charge();
        giveBackUse(payment);
        long entry = books.nextEntry();
        journal.post(entry, holding(), charge.asset(), -charge.payerDebit());
        journal.post(entry, payer(payment), charge.asset(), charge.payerDebit());
        return record(payment, entry, refusal, reason, issuerKeyId, at);
    }

    /** The request can be paid again; the aliases stay used. */
    private void giveBackUse(PaymentRecord payment) throws StoreException {
        RequestUse use = draft.request(payment.requestKey())
                .orElseThrow(() -> new IllegalStateException("a pending payment of no request"));
        draft.put(use.withdrawn(payment.charge().amount()));
        RequestPayer turn = new RequestPayer(
                payment.requestKey(),
                payment.payer().account().number(),
                draft.turns(payment.requestKey(), payment.payer().account().number()));
        if (turn.hasPaid()) {
            draft.put(turn.next());
        }
    }

    private PaymentRecord record(
            PaymentRecord payment,
            long entry,
            Ruling ruling,
            String reason,
            int issuerKeyId,
            long at) {
        Waiting before = payment.ruling().waiting();
        if (before == null) {
            throw new IllegalStateException("the payment does not wait");
        }
        PaymentStep step = new PaymentStep(
                entry,
                payment.entry(),
                before.wrongCodes() + 1,
                ruling,
                payer(payment).balance(payment.charge().asset()),
                reason,
                issuerKeyId,
                at);
        PaymentRecord after = payment.after(step);
        books.stands(after);
        draft.add(step, after);
        return after;
    }
}
