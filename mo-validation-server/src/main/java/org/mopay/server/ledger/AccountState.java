package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;
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
    private long lastPosting;
    private @Nullable String firstAsset;
    private long firstAmount;
    private @Nullable Cell others;

    AccountState(Account account) {
        this.number = account.number();
        this.name = account.name();
        this.kind = account.kind();
        this.verifiedName = account.verifiedName();
    }

    /** A balance beside the first, and where the next one is. */
    private static final class Cell {
        final String asset;
        final @Nullable Cell next;
        long amount;

        Cell(String asset, @Nullable Cell next) {
            this.asset = asset;
            this.next = next;
        }
    }

    Account account() {
        return new Account(number, name, kind, verifiedName);
    }

    long lastPosting() {
        return lastPosting;
    }

    long balance(Asset asset) {
        if (asset.code().equals(firstAsset)) {
            return firstAmount;
        }
        Cell cell = cell(asset.code());
        return cell == null ? 0 : cell.amount;
    }

    /**
     * Whether the balance can take the amount: it fits a {@code long} and stays where it may be. The
     * least long is where none may be: the others' balances never add up to more than the most, and
     * what has left an account of theirs always fits back.
     */
    boolean canTake(Asset asset, long amount) {
        long balance = balance(asset);
        long after = balance + amount;
        boolean overflow = ((balance ^ after) & (amount ^ after)) < 0;
        return !overflow && (after >= 0 || (kind.mayBeNegative() && after != Long.MIN_VALUE));
    }

    /** As {@link #canTake}, of an amount that comes in: {@code AMOUNT_OVERFLOW} if it does not fit. */
    void requireRoom(Asset asset, long amount) {
        if (!canTake(asset, amount)) {
            throw noRoom();
        }
    }

    static LedgerException noRoom() {
        return new LedgerException(ErrorCode.AMOUNT_OVERFLOW, "the balance can't grow so far");
    }

    /** Changes a balance and returns it as it is to be stored. */
    AccountBalance add(Asset asset, long amount, long sequence) {
        if (!canTake(asset, amount)) {
            throw new IllegalStateException(name + " can't take " + amount);
        }
        long after = balance(asset) + amount;
        set(asset.code(), after);
        lastPosting = sequence;
        return new AccountBalance(number, asset.code(), after, sequence);
    }

    /** Forgets the balances; those that there are follow. */
    void empty() {
        firstAsset = null;
        firstAmount = 0;
        others = null;
        lastPosting = 0;
    }

    void load(AccountBalance stored) {
        set(stored.asset(), stored.amount());
        lastPosting = Math.max(lastPosting, stored.lastPosting());
    }

    private void set(String asset, long amount) {
        if (firstAsset == null) {
            // A few codes, which every account names.
            firstAsset = asset.intern();
        }
        if (asset.equals(firstAsset)) {
            firstAmount = amount;
            return;
        }
        Cell cell = cell(asset);
        if (cell == null) {
            cell = new Cell(asset.intern(), others);
            others = cell;
        }
        cell.amount = amount;
    }

    private @Nullable Cell cell(String asset) {
        for (Cell cell = others; cell != null; cell = cell.next) {
            if (cell.asset.equals(asset)) {
                return cell;
            }
        }
        return null;
    }
}
