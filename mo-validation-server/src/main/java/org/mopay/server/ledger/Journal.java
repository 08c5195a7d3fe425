package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountBalance;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.AssetUse;
import org.mopay.server.ledger.book.Charge;
import org.mopay.server.ledger.book.Posting;

/** Writes postings. Whoever writes an entry writes postings that add up to zero. */
final class Journal {
    private final Books books;
    private final Draft draft;

    Journal(Books books, Draft draft) {
        this.books = books;
        this.draft = draft;
    }

    /**
     * Changes a balance by an amount that the account can take; nothing for zero.
     *
     * @return the account's balance afterwards
     */
    long post(long entry, AccountState account, Asset asset, long amount) {
        if (amount == 0) {
            return account.balance(asset);
        }
        long previous = account.lastPosting();
        long sequence = books.nextPosting();
        AccountBalance balance = account.add(asset, amount, sequence);
        Posting posting = new Posting(
                sequence,
                entry,
                balance.account(),
                asset.code(),
                amount,
                balance.amount(),
                previous);
        draft.add(posting, balance);
        return balance.amount();
    }

    /** Whether payee and fee account can hold what a payment brings them. */
    boolean hasRoom(AccountState payee, Charge charge) {
        return payee.canTake(charge.asset(), charge.payeeCredit())
                && own(AccountKind.FEE).canTake(charge.asset(), charge.fee());
    }

    /** Moves a settled payment's money, from the payer or from where it waits, and counts it. */
    void pay(long entry, AccountState from, AccountState payee, Charge charge) {
        Asset asset = charge.asset();
        post(entry, from, asset, -charge.payerDebit());
        post(entry, payee, asset, charge.payeeCredit());
        post(entry, own(AccountKind.FEE), asset, charge.fee());
        AssetUse use = books.use(asset).settled();
        books.asset(use);
        draft.put(use);
    }

    /** Who may get what a transfer or an adjustment moves: a customer, or the ledger itself. */
    AccountState receiver(String name) {
        return name.equals(AccountKind.RESERVE.ownName())
                ? own(AccountKind.RESERVE)
                : books.customer(name);
    }

    /** The ledger's own account of the kind, opened when it is first needed. */
    AccountState own(AccountKind kind) {
        String name = kind.ownName();
        AccountState account = books.find(name);
        return account != null ? account : open(name, kind, null);
    }

    AccountState open(String name, AccountKind kind, @Nullable String verifiedName) {
        Account account = new Account(books.nextAccount(), name, kind, verifiedName);
        draft.add(account);
        return books.open(account);
    }
}
