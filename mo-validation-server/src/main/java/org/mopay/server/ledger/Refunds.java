package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.EvidenceRecord;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.RefundRecord;
import org.mopay.server.ledger.book.Ruling;
import org.mopay.server.ledger.book.StoreException;

import java.util.Optional;

/**
 * Decides refunds. The first of these that applies is the answer:
 *
 * <ol>
 *   <li>the same r was recorded: its record again, or {@code BOX_CHANGED} (nothing recorded) if the
 *       refund differs outside its terms;
 *   <li>the giver's device is frozen or revoked: {@code DEVICE_FROZEN}, {@code DEVICE_REVOKED};
 *   <li>it waits after wrong passwords: {@code OTP_LOCKED}, nothing recorded;
 *   <li>the password is wrong: {@code OTP_WRONG}, counted; a right one clears the count;
 *   <li>there is no settled payment of this id, d and asset that the device's account has received:
 *       {@code NOT_REFUNDABLE};
 *   <li>with what was given back before it is more than the payment: {@code REFUND_EXCEEDS_PAYMENT};
 *   <li>the giver's balance does not cover it: {@code INSUFFICIENT_FUNDS}; the receiver's can't hold
 *       it: {@code AMOUNT_OVERFLOW}.
 * </ol>
 *
 * <p>The fee of the payment is not given back: who refunds a whole payment whose fee it bore pays
 * that part out of its own balance.
 */
final class Refunds {
    private final Books books;
    private final Draft draft;
    private final Journal journal;
    private final DeviceChecks checks;

    Refunds(Books books, Draft draft, Journal journal, DeviceChecks checks) {
        this.books = books;
        this.draft = draft;
        this.journal = journal;
        this.checks = checks;
    }

    /** A refund with everything it is judged by. */
    private record Matter(
            RefundOrder order, DeviceState giver, Optional<PaymentRecord> payment, long earlier) {
        AccountState account() {
            return giver.account();
        }
    }

    RefundRecord decide(RefundOrder order) throws StoreException {
        Optional<RefundRecord> recorded = draft.refund(order.identity().paymentId());
        if (recorded.isPresent()) {
            return replay(order, recorded.get());
        }
        DeviceState giver = books.device(order.device());
        Optional<PaymentRecord> payment = refundable(order, giver);
        long earlier = payment.isPresent() ? draft.refunded(order.paymentId()) : 0;
        Matter matter = new Matter(order, giver, payment, earlier);
        return record(matter, rule(matter));
    }

    private static RefundRecord replay(RefundOrder order, RefundRecord recorded) {
        if (!recorded.identity().equals(order.identity())) {
            throw new LedgerException(
                    ErrorCode.BOX_CHANGED, "the refund is recorded with another sealed part");
        }
        return recorded;
    }

    private Optional<PaymentRecord> refundable(RefundOrder order, DeviceState giver)
            throws StoreException {
        return draft.payment(order.paymentId())
                .filter(payment -> payment.ruling().isSettled()
                        && payment.identity().d().equals(order.d())
                        && payment.charge().asset().equals(order.asset())
                        && payment.payee().account().equals(giver.account().account()));
    }

    private Ruling rule(Matter matter) {
        RefundOrder order = matter.order();
        Ruling refusal = checks.refusal(matter.giver(), order.otpCorrect(), order.at());
        if (refusal == null) {
            refusal = sumRefusal(matter);
        }
        return refusal == null ? fundsRuling(matter) : refusal;
    }

    private static @Nullable Ruling sumRefusal(Matter matter) {
        if (matter.payment().isEmpty()) {
            return Ruling.refused(ErrorCode.NOT_REFUNDABLE);
        }
        long left = matter.payment().get().charge().amount() - matter.earlier();
        return matter.order().amount() > left
                ? Ruling.refused(ErrorCode.REFUND_EXCEEDS_PAYMENT)
                : null;
    }

    private Ruling fundsRuling(Matter matter) {
        RefundOrder order = matter.order();
        if (!matter.account().canTake(order.asset(), -order.amount())) {
            return Ruling.refused(ErrorCode.INSUFFICIENT_FUNDS);
        }
        return receiver(matter).canTake(order.asset(), order.amount())
                ? Ruling.settled()
                : Ruling.refused(ErrorCode.AMOUNT_OVERFLOW);
    }

    private AccountState receiver(Matter matter) {
        return books.account(matter.payment().orElseThrow().payer().account().number());
    }

    private RefundRecord record(Matter matter, Ruling ruling) {
        RefundOrder order = matter.order();
        long entry = books.nextEntry();
        draft.touch(matter.giver());
        if (ruling.isSettled()) {
            journal.post(entry, matter.account(), order.asset(), -order.amount());
            journal.post(entry, receiver(matter), order.asset(), order.amount());
        }
        RefundRecord refund = new RefundRecord(
                entry,
                order.identity(),
                ruling,
                order.paymentId(),
                new RefundRecord.Giver(
                        matter.account().account(),
                        order.device(),
                        matter.account().balance(order.asset())),
                matter.payment().map(payment -> payment.payer().account()).orElse(null),
                order.asset(),
                order.amount(),
                matter.earlier() + (ruling.isSettled() ? order.amount() : 0),
                order.reason(),
                order.issuerKeyId(),
                order.at());
        draft.add(refund);
        draft.add(new EvidenceRecord(entry, order.evidence()));
        return refund;
    }
}
