package org.mopay.server.ledger;

import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountBalance;
import org.mopay.server.ledger.book.Asset;

import java.util.ArrayList;
import java.util.List;

/** An account in memory: its balances and the end of its chain of postings. */
final class AccountState {
    private final Account account;
    // An account holds one or two assets: a list is smaller than a map, and there may be millions.
    private final List<Cell> cells = new ArrayList<>(1);
    private long lastPosting;

    AccountState(Account account) {
        this.account = account;
    }

    /** One balance. */
    private static final class Cell {
        final String asset;
        long amount;

        Cell(String asset) {
            this.asset = asset;
        }
    }

    Account account() {
        return account;
    }

    long lastPosting() {
        return lastPosting;
    }

    long balance(Asset asset) {
        for (Cell cell : cells) {
            if (cell.asset.equals(asset.code())) {
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
        return !overflow && (after >= 0 || account.kind().mayBeNegative());
    }

    /** Changes a balance and returns it as it is to be stored. */
    AccountBalance add(Asset asset, long amount, long sequence) {
        if (!canTake(asset, amount)) {
            throw new IllegalStateException(account.name() + " can't take " + amount);
        }
        Cell cell = cell(asset.code());
        cell.amount += amount;
        lastPosting = sequence;
        return new AccountBalance(account.number(), cell.asset, cell.amount, sequence);
    }

    void load(AccountBalance stored) {
        Cell cell = cell(stored.asset());
        cell.amount = stored.amount();
        lastPosting = Math.max(lastPosting, stored.lastPosting());
    }

    private Cell cell(String asset) {
        for (Cell cell : cells) {
            if (cell.asset.equals(asset)) {
                return cell;
            }
        }
        Cell cell = new Cell(asset);
        cells.add(cell);
        return cell;
    }
}
