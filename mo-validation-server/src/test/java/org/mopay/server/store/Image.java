package org.mopay.server.store;

import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountBalance;
import org.mopay.server.ledger.book.AssetUse;
import org.mopay.server.ledger.book.DeviceUse;
import org.mopay.server.ledger.book.LedgerImage;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.SecondFactor;
import org.mopay.server.ledger.book.TransferRecord;

import java.util.ArrayList;
import java.util.List;

/** Collects what a store hands over. */
final class Image implements LedgerImage {
    private final List<AssetUse> assets = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();
    private final List<AccountBalance> balances = new ArrayList<>();
    private long lastPosting;

    @Override
    public void asset(AssetUse asset) {
        assets.add(asset);
    }

    @Override
    public void account(Account account) {
        accounts.add(account);
    }

    @Override
    public void balance(AccountBalance balance) {
        balances.add(balance);
    }

    @Override
    public void device(DeviceUse device) {
        throw new AssertionError("no device was committed");
    }

    @Override
    public void transfers(List<TransferRecord> open) {
        if (!open.isEmpty()) {
            throw new AssertionError("no transfer was committed");
        }
    }

    @Override
    public void pendingPayments(List<PaymentRecord> open) {
        if (!open.isEmpty()) {
            throw new AssertionError("no payment was committed");
        }
    }

    @Override
    public void secondFactor(SecondFactor factor) {
        throw new AssertionError("no second factor was committed");
    }

    @Override
    public void counters(long entry, long posting) {
        lastPosting = posting;
    }

    List<AssetUse> assets() {
        return assets;
    }

    List<Account> accounts() {
        return accounts;
    }

    List<AccountBalance> balances() {
        return balances;
    }

    long lastPosting() {
        return lastPosting;
    }
}
