package org.mopay.server.ledger;

import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountBalance;
import org.mopay.server.ledger.book.AssetUse;
import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.DeviceUse;
import org.mopay.server.ledger.book.LedgerMemory;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.SecondFactor;
import org.mopay.server.ledger.book.TransferRecord;

import java.util.List;

/** The ledger's memory, with somebody who is told what of it was brought up to date. */
final class WatchedMemory implements LedgerMemory {
    private final LedgerMemory memory;
    private final LedgerChanges changes;

    WatchedMemory(LedgerMemory memory, LedgerChanges changes) {
        this.memory = memory;
        this.changes = changes;
    }

    @Override
    public void asset(AssetUse asset) {
        memory.asset(asset);
    }

    @Override
    public void account(Account account) {
        memory.account(account);
    }

    @Override
    public void balance(AccountBalance balance) {
        memory.balance(balance);
    }

    @Override
    public void device(DeviceUse device) {
        memory.device(device);
        changes.refreshed(device);
    }

    @Override
    public void secondFactor(SecondFactor factor) {
        memory.secondFactor(factor);
    }

    @Override
    public void pendingPayments(List<PaymentRecord> open) {
        memory.pendingPayments(open);
    }

    @Override
    public void transfers(List<TransferRecord> open) {
        memory.transfers(open);
    }

    @Override
    public void counters(long lastEntry, long lastPosting) {
        memory.counters(lastEntry, lastPosting);
    }

    @Override
    public void startOver() {
        memory.startOver();
        changes.startedOver();
    }

    @Override
    public void forget(Batch lost) {
        memory.forget(lost);
    }
}
