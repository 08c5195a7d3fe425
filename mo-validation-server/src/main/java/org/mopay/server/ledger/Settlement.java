package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.Charge;
import org.mopay.server.ledger.book.DecidedPayment;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.PaymentStatus;
import org.mopay.server.ledger.book.RefusalCategory;
import org.mopay.server.ledger.book.RequestPayer;
import org.mopay.server.ledger.book.RequestUse;
import org.mopay.server.ledger.book.Ruling;
import org.mopay.server.ledger.book.StoreException;

import java.util.Optional;

/**
 * Decides payments. The first of these that applies is the answer:
 *
 * <ol>
 *   <li>the same d was recorded: its record again, or {@code BOX_CHANGED} (nothing recorded) if the
 *       authorization differs outside the terms;
 *   <li>the payer's device is frozen or revoked: {@code DEVICE_FROZEN}, {@code DEVICE_REVOKED};
 *   <li>it waits after wrong passwords: {@code OTP_LOCKED}, nothing recorded;
 *   <li>the password is wrong: {@code OTP_WRONG}, counted; a right one clears the count;
 *   <li>the payer's credential signed another d: {@code ALIAS_SPENT}, and the device is frozen,
 *       because only a cloned phone does that; it was used to be paid: {@code ALIAS_SPENT} alone;
 *       the payee's credential was used for another request, or to pay: {@code ALIAS_SPENT} on the
 *       payee's side;
 *   <li>(a cancellation ends here: {@code AUTHORIZATION_CANCELLED})
 *   <li>the request's payee has cancelled it: {@code REQUEST_CANCELLED}; it was paid, or its total,
 *       uses or this payer's turn are used up: {@code REQUEST_ALREADY_PAID};
 *   <li>amount and fee do not fit together ({@code AMOUNT_OVERFLOW}, {@code AMOUNT_INVALID}, {@code
 *       ASSET_UNKNOWN}), are above the credential's limit ({@code LIMIT_EXCEEDED}), or would go
 *       round in a circle ({@code SAME_ACCOUNT});
 *   <li>the payer's balance does not cover it: {@code INSUFFICIENT_FUNDS}; the payee's or the fee
 *       account's can't hold it: {@code AMOUNT_OVERFLOW}.
 * </ol>
 *
 * <p>What is left is settled, or waits if the order says so: see {@link PendingPayments}. What is
 * recorded spends the payer's credential; only what is settled or waits uses up the request and
 * engages the payee's credential.
 */
final class Settlement {
    private static final String EQUIVOCATION = "one credential authorized two payments";

    private final Books books;
    private final Draft draft;
    private final Journal journal;
    private final Devices devices;
    private final Requests requests;
    private final DeviceChecks checks;
    private final PendingPayments pending;

    Settlement(
            Books books,
            Draft draft,
            Journal journal,
            Devices devices,
            Requests requests,
            DeviceChecks checks,
            PendingPayments pending) {
        this.books = books;
        this.draft = draft;
        this.journal = journal;
        this.devices = devices;
        this.requests = requests;
        this.checks = checks;
        this.pending = pending;
    }

    /** An order with everything it is judged by. */
    private record Matter(
            PaymentOrder order,
            DeviceState payer,
            DeviceState payee,
            Optional<RequestUse> request,
            RequestPayer turn) {
        Asset asset() {
            return order.charge().asset();
        }

        boolean equivocates() {
            return payer.spent().contains(order.payer().alias());
        }
    }

    /** Settles it, or says why not. */
    Decision decide(PaymentOrder order) throws StoreException {
        return judge(order, this::rule);
    }

    /** Refuses it because its payer has cancelled it; what is wrong with it otherwise comes first. */
    Decision cancel(PaymentOrder order) throws StoreException {
        Decision decision = judge(order, matter -> {
            Ruling refusal = payerRefusal(matter);
            return refusal == null ? Ruling.refused(ErrorCode.AUTHORIZATION_CANCELLED) : refusal;
        });
        return decision.payment().ruling().isPending()
                ? pending.cancel(new CancelPending(
                        order.identity().paymentId(),
                        order.evidence(),
                        order.issuerKeyId(),
                        order.at()))
                : decision;
    }

    /** How a matter that is not recorded yet is decided. */
    @FunctionalInterface
    private interface Rule {
        Ruling on(Matter matter) throws StoreException;
    }

    private Decision judge(PaymentOrder order, Rule rule) throws StoreException {
        DeviceState payer = books.device(order.payer().device());
        payer.requireIssued(order.payer().alias());
        Optional<PaymentRecord> earlier = earlier(order, payer);
        if (earlier.isPresent()) {
            return replay(order, earlier.get());
        }
        DeviceState payee = payee(order);
        Optional<RequestUse> request =
                requests.find(order.requestKey(), payee, order.payee().alias());
        Matter matter = new Matter(order, payer, payee, request, turn(order, payer, request));
        boolean equivocation = matter.equivocates();
        Ruling ruling = rule.on(matter);
        return new Decision(record(matter, ruling, equivocation), false);
    }

    /** Asked for only if the request is known and an account pays it once. */
    private RequestPayer turn(PaymentOrder order, DeviceState payer, Optional<RequestUse> request)
            throws StoreException {
        long account = payer.account().account().number();
        boolean matters = order.request().oncePerPayer() && request.isPresent();
        return new RequestPayer(
                order.requestKey(),
                account,
                matters ? draft.turns(order.requestKey(), account) : 0);
    }

    /** Every recorded payment spends its payer's credential, so an unspent one needs no look-up. */
    private Optional<PaymentRecord> earlier(PaymentOrder order, DeviceState payer)
            throws StoreException {
        return payer.spent().contains(order.payer().alias())
                ? draft.payment(order.identity().paymentId())
                : Optional.empty();
    }

    private static Decision replay(PaymentOrder order, PaymentRecord earlier) {
        if (!earlier.identity().equals(order.identity())) {
            throw new LedgerException(
                    ErrorCode.BOX_CHANGED, "the payment is recorded with another authorization");
        }
        return new Decision(earlier, true);
    }

    private DeviceState payee(PaymentOrder order) {
        AccountState account = books.customer(order.payee().account());
        DeviceState payee = books.device(order.payee().device());
        if (payee.account() != account) {
            throw new LedgerException(
                    ErrorCode.CREDENTIAL_MISMATCH, "the payee's device is of another account");
        }
        if (order.payee().alias() != null) {
            payee.requireIssued(order.payee().alias());
        }
        return payee;
    }

    private Ruling rule(Matter matter) throws StoreException {
        Ruling refusal = payerRefusal(matter);
        if (refusal == null) {
            refusal = requestRefusal(matter);
        }
        if (refusal == null) {
            refusal = amountRefusal(matter);
        }
        if (refusal == null) {
            refusal = fundsRefusal(matter);
        }
        return refusal == null ? acceptance(matter) : refusal;
    }

    /** Nothing is wrong with it: it is settled, or waits. */
    private Ruling acceptance(Matter matter) {
        PaymentOrder.Hesitation hesitation = matter.order().hesitation();
        if (hesitation == null) {
            return Ruling.settled();
        }
        long payer = matter.payer().account().account().number();
        return pending.hasRoom(matter.order().charge())
                ? Ruling.pending(hesitation.waiting(books.secondFactor(payer) != null))
                : Ruling.refused(ErrorCode.AMOUNT_OVERFLOW);
    }

    /** The checks that a payment and its cancellation have in common. */
    private @Nullable Ruling payerRefusal(Matter matter) {
        PaymentOrder order = matter.order();
        Ruling refusal = checks.refusal(matter.payer(), order.otpCorrect(), order.at());
        return refusal == null ? credentialRefusal(matter) : refusal;
    }

    private @Nullable Ruling credentialRefusal(Matter matter) {
        PaymentOrder order = matter.order();
        if (matter.equivocates()) {
            devices.change(matter.payer(), DeviceStatus.FROZEN, EQUIVOCATION, order.at());
            return Ruling.refused(ErrorCode.ALIAS_SPENT);
        }
        if (matter.payer().engaged().contains(order.payer().alias())) {
            return Ruling.refused(ErrorCode.ALIAS_SPENT);
        }
        Integer alias = order.payee().alias();
        boolean paid = alias != null && matter.payee().spent().contains(alias);
        boolean engaged = alias != null && matter.payee().engaged().contains(alias);
        if (paid || (engaged && matter.request().isEmpty())) {
            return Ruling.refused(ErrorCode.ALIAS_SPENT, RefusalCategory.PAYEE);
        }
        return null;
    }

    private @Nullable Ruling requestRefusal(Matter matter) throws StoreException {
        if (matter.request().isEmpty()) {
            return exceedsTotal(matter, 0) ? Ruling.refused(ErrorCode.REQUEST_ALREADY_PAID) : null;
        }
        PaymentOrder.Request terms = matter.order().request();
        RequestUse use = matter.request().get();
        if (use.isCancelled()) {
            return Ruling.refused(ErrorCode.REQUEST_CANCELLED);
        }
        boolean usedUp = terms.maxUses() != null && use.uses() >= terms.maxUses();
        boolean again = terms.oncePerPayer() && matter.turn().hasPaid();
        return usedUp || again || exceedsTotal(matter, use.settled())
                ? Ruling.refused(ErrorCode.REQUEST_ALREADY_PAID)
                : null;
    }

    private static boolean exceedsTotal(Matter matter, long settled) {
        Long total = matter.order().request().total();
        long bound = total == null ? Long.MAX_VALUE : total;
        return matter.order().charge().amount() > bound - settled;
    }

    private @Nullable Ruling amountRefusal(Matter matter) {
        Charge charge = matter.order().charge();
        if (charge.overflows()) {
            return Ruling.refused(ErrorCode.AMOUNT_OVERFLOW);
        }
        if (charge.payeeCredit() < 0) {
            return Ruling.refused(ErrorCode.AMOUNT_INVALID);
        }
        if (books.contradicts(charge.asset())) {
            return Ruling.refused(ErrorCode.ASSET_UNKNOWN);
        }
        if (charge.payerDebit() > matter.order().perPaymentLimit()) {
            return Ruling.refused(ErrorCode.LIMIT_EXCEEDED);
        }
        return matter.payer().account() == matter.payee().account()
                ? Ruling.refused(ErrorCode.SAME_ACCOUNT)
                : null;
    }

    private @Nullable Ruling fundsRefusal(Matter matter) {
        Charge charge = matter.order().charge();
        if (!matter.payer().account().canTake(charge.asset(), -charge.payerDebit())) {
            return Ruling.refused(ErrorCode.INSUFFICIENT_FUNDS);
        }
        return journal.hasRoom(matter.payee().account(), charge)
                ? null
                : Ruling.refused(ErrorCode.AMOUNT_OVERFLOW);
    }

    private PaymentRecord record(Matter matter, Ruling ruling, boolean equivocation) {
        PaymentOrder order = matter.order();
        long entry = books.nextEntry();
        matter.payer().spend(order.payer().alias());
        draft.touch(matter.payer());
        if (ruling.isSettled()) {
            journal.pay(entry, matter.payer().account(), matter.payee().account(), order.charge());
        } else if (ruling.isPending()) {
            pending.reserve(entry, matter.payer().account(), order.charge());
        }
        if (ruling.status() != PaymentStatus.REFUSED) {
            use(matter);
        }
        AccountState payer = matter.payer().account();
        PaymentRecord payment = new PaymentRecord(
                entry,
                order.identity(),
                ruling,
                new PaymentRecord.Payer(
                        payer.account(),
                        order.payer().device(),
                        order.payer().alias(),
                        payer.balance(matter.asset())),
                new PaymentRecord.Payee(
                        matter.payee().account().account(),
                        order.payee().device(),
                        order.payee().alias()),
                order.charge(),
                order.request().digest(),
                order.request().memo(),
                order.issuerKeyId(),
                order.at());
        draft.add(new DecidedPayment(payment, order.evidence(), equivocation));
        if (ruling.isPending()) {
            books.stands(payment);
        }
        return payment;
    }

    private void use(Matter matter) {
        PaymentOrder order = matter.order();
        RequestUse before = matter.request()
                .orElseGet(() ->
                        RequestUse.none(order.requestKey(), order.request().expiresAt()));
        draft.put(before.paid(order.charge().amount()));
        if (order.request().oncePerPayer()) {
            draft.put(matter.turn().next());
        }
        requests.engage(matter.payee(), order.payee().alias());
    }
}
