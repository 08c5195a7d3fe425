package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountBalance;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;

/**
 * An account in memory: its balances and the end of its chain of postings. There may be millions of
 * them, so it keeps fields instead of the record they come from, and its first balance in itself.
 */
final class AccountState {
    private final long number;
    private final String name;
    private final AccountKind kind;
    private final @Nullable String verifiedName;
    private final Cell first = new Cell();
    private long lastPosting;

    AccountState(Account account) {
        this.number = account.number();
        this.name = account.name();
        this.kind = account.kind();
        this.verifiedName = account.verifiedName();
    }

    /** One balance, and where the next one is. */
    private static final class Cell {
        @Nullable
        String asset;

        long amount;

        @Nullable
        Cell next;
    }

    Account account() {
        return new Account(number, name, kind, verifiedName);
    }

    long lastPosting() {
        return lastPosting;
    }

    long balance(Asset asset) {
        for (Cell cell = first; cell != null; cell = cell.next) {
            if (asset.code().equals(cell.asset)) {
                return cell.amount;
            }
        }
        return 0;
    }

    /** Whether the balance can take the amount: it fits a {@code long} and stays where it may be. */
    boolean canTake(Asset asset, long amount) {
        long balance = balance(asset);
        long after = balance + amount;
        boolean overflow = ((balance ^ after) & (amount ^ after)) < 0;
        return !overflow && (after >= 0 || kind.mayBeNegative());
    }

    /** Changes a balance and returns it as it is to be stored. */
    AccountBalance add(Asset asset, long amount, long sequence) {
        if (!canTake(asset, amount)) {
            throw new IllegalStateException(name + " can't take " + amount);
        }
        Cell cell = cell(asset.code());
        cell.amount += amount;
        lastPosting = sequence;
        return new AccountBalance(number, asset.code(), cell.amount, sequence);
    }

    void load(AccountBalance stored) {
        cell(stored.asset()).amount = stored.amount();
        lastPosting = Math.max(lastPosting, stored.lastPosting());
    }

    private Cell cell(String asset) {
        Cell last = first;
        for (Cell cell = first; cell != null; cell = cell.next) {
            if (asset.equals(cell.asset)) {
                return cell;
            }
            last = cell;
        }
        Cell free = last;
        if (last.asset != null) {
            free = new Cell();
            last.next = free;
        }
        // A few codes, which every account names.
        free.asset = asset.intern();
        return free;
    }
}
