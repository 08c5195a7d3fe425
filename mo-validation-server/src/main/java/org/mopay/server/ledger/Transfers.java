package org.mopay.server.ledger;

import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TransferEnd;
import org.mopay.server.ledger.book.TransferOutcome;
import org.mopay.server.ledger.book.TransferRecord;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Transfers in two phases: money is reserved in one of the ledger's own accounts, and then goes on
 * or back, once. The first of these that applies is the answer; but for the last, nothing is recorded.
 *
 * <p>To reserve:
 *
 * <ol>
 *   <li>the id was used: its record again, or {@code IDEMPOTENCY_CONFLICT} if it was another order;
 *   <li>there is no such account: {@code ACCOUNT_UNKNOWN}, the giver's first; both are one: {@code
 *       SAME_ACCOUNT};
 *   <li>the asset is unknown, or known with another exponent: {@code ASSET_UNKNOWN};
 *   <li>the deadline has passed: {@code AUTHORIZATION_EXPIRED};
 *   <li>the balance does not cover it: {@code INSUFFICIENT_FUNDS}; the holding account can't hold it:
 *       {@code AMOUNT_OVERFLOW}.
 * </ol>
 *
 * <p>To post or void:
 *
 * <ol>
 *   <li>there is no such transfer: {@code TRANSFER_UNKNOWN};
 *   <li>it has ended: the record of its end again if it is the same, else {@code TRANSFER_ENDED};
 *   <li>(post) the deadline has passed: {@code AUTHORIZATION_EXPIRED};
 *   <li>(post) more than was reserved: {@code TRANSFER_EXCEEDED};
 *   <li>(post) who gets it can't hold it: {@code AMOUNT_OVERFLOW}.
 * </ol>
 */
final class Transfers {
    private static final String TIME_IS_OVER = "its time was over";

    private final Books books;
    private final Draft draft;
    private final Journal journal;

    Transfers(Books books, Draft draft, Journal journal) {
        this.books = books;
        this.draft = draft;
        this.journal = journal;
    }

    TransferRecord reserve(ReserveTransfer order) throws StoreException {
        Optional<TransferRecord> earlier = draft.transfer(order.id());
        if (earlier.isPresent()) {
            return replay(order, earlier.get());
        }
        AccountState from = books.customer(order.from());
        AccountState to = journal.receiver(order.to());
        if (from == to) {
            throw new LedgerException(
                    ErrorCode.SAME_ACCOUNT, "from " + order.from() + " to itself");
        }
        Asset asset = order.asset();
        if (!books.isKnown(asset) || books.contradicts(asset)) {
            throw new LedgerException(
                    ErrorCode.ASSET_UNKNOWN, asset.code() + " with this exponent");
        }
        if (order.deadline() != 0 && order.deadline() < order.at()) {
            throw new LedgerException(ErrorCode.AUTHORIZATION_EXPIRED, "the deadline has passed");
        }
        if (!from.canTake(asset, -order.amount())) {
            throw new LedgerException(ErrorCode.INSUFFICIENT_FUNDS, "of " + order.from());
        }
        AccountState holding = journal.own(order.holding());
        holding.requireRoom(asset, order.amount());
        long entry = books.nextEntry();
        journal.post(entry, from, asset, -order.amount());
        journal.post(entry, holding, asset, order.amount());
        TransferRecord transfer = new TransferRecord(
                entry,
                order.id(),
                from.account(),
                to.account(),
                order.holding(),
                asset,
                order.amount(),
                order.deadline(),
                order.reason(),
                order.at());
        books.reserved(transfer);
        draft.add(transfer);
        return transfer;
    }

    private static TransferRecord replay(ReserveTransfer order, TransferRecord earlier) {
        boolean same = earlier.from().name().equals(order.from())
                && earlier.to().name().equals(order.to())
                && earlier.holding() == order.holding()
                && earlier.asset().equals(order.asset())
                && earlier.amount() == order.amount()
                && earlier.deadline() == order.deadline()
                && earlier.reason().equals(order.reason());
        if (!same) {
            throw new LedgerException(
                    ErrorCode.IDEMPOTENCY_CONFLICT, "the id was used for another transfer");
        }
        return earlier;
    }

    TransferEnd post(PostTransfer order) throws StoreException {
        TransferRecord transfer = known(order.id());
        Optional<TransferEnd> ended = draft.transferEnd(order.id());
        if (ended.isPresent()) {
            return replay(ended.get(), TransferOutcome.POSTED, order.amount());
        }
        if (transfer.isOver(order.at())) {
            throw new LedgerException(ErrorCode.AUTHORIZATION_EXPIRED, TIME_IS_OVER);
        }
        if (order.amount() > transfer.amount()) {
            throw new LedgerException(
                    ErrorCode.TRANSFER_EXCEEDED, transfer.amount() + " minor units were reserved");
        }
        account(transfer.to()).requireRoom(transfer.asset(), order.amount());
        return end(transfer, TransferOutcome.POSTED, order.amount(), order.reason(), order.at());
    }

    TransferEnd giveUp(VoidTransfer order) throws StoreException {
        TransferRecord transfer = known(order.id());
        Optional<TransferEnd> ended = draft.transferEnd(order.id());
        if (ended.isPresent()) {
            return replay(ended.get(), TransferOutcome.VOIDED, 0);
        }
        return end(transfer, TransferOutcome.VOIDED, 0, order.reason(), order.at());
    }

    List<TransferEnd> expire(ExpireTransfers order) {
        List<TransferEnd> ends = new ArrayList<>();
        for (TransferRecord transfer : books.openTransfers(each -> each.isOver(order.at()))) {
            if (ends.size() < order.most()) {
                ends.add(end(transfer, TransferOutcome.EXPIRED, 0, TIME_IS_OVER, order.at()));
            }
        }
        return ends;
    }

    private TransferRecord known(String id) throws StoreException {
        return draft.transfer(id)
                .orElseThrow(
                        () -> new LedgerException(ErrorCode.TRANSFER_UNKNOWN, "no transfer " + id));
    }

    private static TransferEnd replay(TransferEnd ended, TransferOutcome outcome, long posted) {
        if (ended.outcome() != outcome || ended.posted() != posted) {
            throw new LedgerException(
                    ErrorCode.TRANSFER_ENDED, "it was " + ended.outcome() + " before");
        }
        return ended;
    }

    private AccountState account(org.mopay.server.ledger.book.Account account) {
        return books.account(account.number());
    }

    private TransferEnd end(
            TransferRecord transfer, TransferOutcome outcome, long posted, String reason, long at) {
        long entry = books.nextEntry();
        Asset asset = transfer.asset();
        journal.post(entry, journal.own(transfer.holding()), asset, -transfer.amount());
        journal.post(entry, account(transfer.to()), asset, posted);
        journal.post(entry, account(transfer.from()), asset, transfer.amount() - posted);
        TransferEnd end = new TransferEnd(entry, transfer.id(), outcome, posted, reason, at);
        books.ended(transfer.id());
        draft.add(end);
        return end;
    }
}
