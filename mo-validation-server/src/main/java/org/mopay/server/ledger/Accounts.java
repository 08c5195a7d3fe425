package org.mopay.server.ledger;

import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TopUpRecord;

import java.util.Objects;
import java.util.Optional;

/** Opens accounts and puts money into them. */
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

    TopUpRecord topUp(TopUp order) throws StoreException {
        Optional<TopUpRecord> earlier = draft.topUp(order.idempotencyKey());
        if (earlier.isPresent()) {
            return replay(order, earlier.get());
        }
        AccountState account = books.customer(order.account());
        AccountState money = journal.own(AccountKind.FLOAT);
        Asset asset = order.asset();
        if (books.contradicts(asset)) {
            throw new LedgerException(
                    ErrorCode.ASSET_UNKNOWN, asset.code() + " has another exponent");
        }
        if (!account.canTake(asset, order.amount()) || !money.canTake(asset, -order.amount())) {
            throw new LedgerException(ErrorCode.AMOUNT_OVERFLOW, "the balance can't grow so far");
        }
        if (!books.isKnown(asset)) {
            books.asset(books.use(asset));
            draft.put(books.use(asset));
        }
        return record(order, account, money);
    }

    private TopUpRecord record(TopUp order, AccountState account, AccountState money) {
        long entry = books.nextEntry();
        journal.post(entry, money, order.asset(), -order.amount());
        long balance = journal.post(entry, account, order.asset(), order.amount());
        TopUpRecord topUp = new TopUpRecord(
                entry,
                order.idempotencyKey(),
                account.account(),
                order.asset(),
                order.amount(),
                order.reason(),
                account.lastPosting(),
                balance,
                order.at());
        draft.add(topUp);
        return topUp;
    }

    private static TopUpRecord replay(TopUp order, TopUpRecord earlier) {
        if (!earlier.account().name().equals(order.account())
                || !earlier.asset().equals(order.asset())
                || earlier.amount() != order.amount()
                || !earlier.reason().equals(order.reason())) {
            throw new LedgerException(
                    ErrorCode.IDEMPOTENCY_CONFLICT, "the key was used for another top-up");
        }
        return earlier;
    }
}
