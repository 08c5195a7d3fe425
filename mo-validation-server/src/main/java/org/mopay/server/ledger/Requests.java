package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.EvidenceRecord;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.RequestUse;
import org.mopay.server.ledger.book.StoreException;

import java.util.List;
import java.util.Optional;

/**
 * Knows what was settled of requests, and cancels them. A request that is used up stays so; of
 * payment and cancellation, what comes first counts.
 */
final class Requests {
    private final Books books;
    private final Draft draft;
    private final PendingPayments pending;

    Requests(Books books, Draft draft, PendingPayments pending) {
        this.books = books;
        this.draft = draft;
        this.pending = pending;
    }

    /** Every settled or cancelled request engages its payee's credential, if that is an alias. */
    Optional<RequestUse> find(Bytes key, DeviceState payee, @Nullable Integer alias)
            throws StoreException {
        return alias != null && !payee.engaged().contains(alias)
                ? Optional.empty()
                : draft.request(key);
    }

    /** Notes that an alias was named by a request that was paid or cancelled. */
    void engage(DeviceState payee, @Nullable Integer alias) {
        if (alias != null) {
            payee.engage(alias);
            draft.touch(payee);
        }
    }

    RequestStanding cancel(CancelRequest order) throws StoreException {
        DeviceState payee = books.device(order.device());
        if (order.alias() != null) {
            payee.requireIssued(order.alias());
        }
        Optional<RequestUse> known = find(order.key(), payee, order.alias());
        if (known.isEmpty() && order.alias() != null && payee.engaged().contains(order.alias())) {
            throw new LedgerException(
                    ErrorCode.ALIAS_SPENT, "the credential was used for another request");
        }
        RequestUse use = known.orElseGet(
                () -> RequestUse.none(order.key(), order.request().expiresAt()));
        List<PaymentRecord> waiting = pending.under(order.key());
        RequestUse settled = without(waiting, use);
        boolean usedUp = isUsedUp(order, settled);
        if (!usedUp && !use.isCancelled()) {
            settled = settled.cancelled(order.at());
            pending.withdraw(waiting, order);
            draft.put(draft.request(order.key()).orElse(use).cancelled(order.at()));
            engage(payee, order.alias());
            draft.add(new EvidenceRecord(books.nextEntry(), order.evidence()));
        }
        return new RequestStanding(settled, usedUp);
    }

    /** What is pending is refused then: it neither counts nor keeps anybody from cancelling. */
    private static RequestUse without(List<PaymentRecord> waiting, RequestUse use) {
        RequestUse settled = use;
        for (PaymentRecord payment : waiting) {
            settled = settled.withdrawn(payment.charge().amount());
        }
        return settled;
    }

    private static boolean isUsedUp(CancelRequest order, RequestUse use) {
        Integer most = order.request().maxUses();
        Long total = order.request().total();
        return (most != null && use.uses() >= most)
                || (total != null && total - use.settled() < order.least());
    }
}
