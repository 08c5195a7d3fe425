package org.mopay.server.ledger;

import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TopUpRecord;

import java.util.Objects;
import java.util.Optional;

/** Opens accounts, and moves money into them and out of them for the operator. */
final class Accounts {
    private final Books books;
    private final Draft draft;
    private final Journal journal;

    Accounts(Books books, Draft draft, Journal journal) {
        this.books = books;
        this.draft = draft;
        this.journal = journal;
    }

    Account open(OpenAccount order) {
        AccountState open = books.find(order.name());
        if (open == null) {
            return journal.open(order.name(), order.kind(), order.verifiedName())
                    .account();
        }
        Account account = open.account();
        if (account.kind() != order.kind()
                || !Objects.equals(account.verifiedName(), order.verifiedName())) {
            throw new LedgerException(
                    ErrorCode.IDEMPOTENCY_CONFLICT, account.name() + " is open as another account");
        }
        return account;
    }

    TopUpRecord adjust(Adjust order) throws StoreException {
        Optional<TopUpRecord> earlier = draft.topUp(order.idempotencyKey());
        if (earlier.isPresent()) {
            return replay(order, earlier.get());
        }
        AccountState account = journal.receiver(order.account());
        AccountState other = journal.own(order.against());
        if (account == other) {
            throw new LedgerException(ErrorCode.SAME_ACCOUNT, "an account against itself");
        }
        Asset asset = order.asset();
        if (books.contradicts(asset)) {
            throw new LedgerException(
                    ErrorCode.ASSET_UNKNOWN, asset.code() + " has another exponent");
        }
        requireFunds(account, asset, order.amount());
        requireFunds(other, asset, -order.amount());
        if (!books.isKnown(asset)) {
            books.asset(books.use(asset));
            draft.put(books.use(asset));
        }
        return record(order, account, other);
    }

    private static void requireFunds(AccountState account, Asset asset, long amount) {
        if (!account.canTake(asset, amount)) {
            throw amount < 0 && !account.account().kind().mayBeNegative()
                    ? new LedgerException(
                            ErrorCode.INSUFFICIENT_FUNDS,
                            "of " + account.account().name())
                    : AccountState.noRoom();
        }
    }

    private TopUpRecord record(Adjust order, AccountState account, AccountState other) {
        long entry = books.nextEntry();
        journal.post(entry, other, order.asset(), -order.amount());
        long balance = journal.post(entry, account, order.asset(), order.amount());
        TopUpRecord topUp = new TopUpRecord(
                entry,
                order.idempotencyKey(),
                account.account(),
                order.against(),
                order.asset(),
                order.amount(),
                order.reason(),
                account.lastPosting(),
                balance,
                order.at());
        draft.add(topUp);
        return topUp;
    }

    private static TopUpRecord replay(Adjust order, TopUpRecord earlier) {
        boolean same = earlier.account().name().equals(order.account())
                && earlier.against() == order.against()
                && earlier.asset().equals(order.asset())
                && earlier.amount() == order.amount()
                && earlier.reason().equals(order.reason());
        if (!same) {
            throw new LedgerException(
                    ErrorCode.IDEMPOTENCY_CONFLICT, "the key was used for another order");
        }
        return earlier;
    }
}
