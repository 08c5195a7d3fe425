package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountBalance;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.Posting;

import java.util.Locale;

/** Writes postings. Whoever writes an entry writes postings that add up to zero. */
final class Journal {
    private static final String OWN_ACCOUNTS = "mo:";

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

    /** Who may get what a transfer or an adjustment moves: a customer, or the ledger itself. */
    AccountState receiver(String name) {
        return name.equals(name(AccountKind.RESERVE))
                ? own(AccountKind.RESERVE)
                : books.customer(name);
    }

    private static String name(AccountKind kind) {
        return OWN_ACCOUNTS + kind.name().toLowerCase(Locale.ROOT);
    }

    /** The ledger's own account of the kind, opened when it is first needed. */
    AccountState own(AccountKind kind) {
        String name = name(kind);
        AccountState account = books.find(name);
        return account != null ? account : open(name, kind, null);
    }

    AccountState open(String name, AccountKind kind, @Nullable String verifiedName) {
        Account account = new Account(books.nextAccount(), name, kind, verifiedName);
        draft.add(account);
        return books.open(account);
    }
}
