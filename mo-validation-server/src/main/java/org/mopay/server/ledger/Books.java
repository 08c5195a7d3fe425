package org.mopay.server.ledger;

import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.Object2ObjectHashMap;
import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountBalance;
import org.mopay.server.ledger.book.AccountKind;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.AssetUse;
import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.DeviceUse;
import org.mopay.server.ledger.book.EnrolmentRecord;
import org.mopay.server.ledger.book.LedgerMemory;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.SecondFactor;
import org.mopay.server.ledger.book.TransferRecord;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The state that decisions are made on: accounts with their balances, devices, assets, and the
 * counters. It runs ahead of the store by the batch being decided, so nobody but the ledger's own
 * classes sees it.
 */
final class Books implements LedgerMemory {
    private final Object2ObjectHashMap<String, AccountState> accountsByName =
            new Object2ObjectHashMap<>();
    // By number. They are counted from one on, so nothing that looks up by key is as small.
    private final List<@Nullable AccountState> accounts = new ArrayList<>();
    private final Long2ObjectHashMap<DeviceState> devices = new Long2ObjectHashMap<>();
    // Reserved and not ended, the oldest first.
    private final Map<String, TransferRecord> transfers = new LinkedHashMap<>();
    // As they stand, the oldest first.
    private final Map<Bytes, PaymentRecord> pendingPayments = new LinkedHashMap<>();
    private final Long2ObjectHashMap<SecondFactor> secondFactors = new Long2ObjectHashMap<>();
    private final Map<String, AssetUse> assets = new HashMap<>();
    private long lastAccount;
    private long lastEntry;
    private long lastPosting;
    // Read by others, to be shown.
    private volatile int waiting;

    @Override
    public void asset(AssetUse asset) {
        assets.put(asset.asset().code(), asset);
    }

    @Override
    public void account(Account account) {
        AccountState known = numbered(account.number());
        if (known == null || !known.account().equals(account)) {
            open(account);
        } else {
            // Its devices hold on to it, so it stays the same object.
            known.empty();
        }
    }

    @Override
    public void startOver() {
        accountsByName.clear();
        accounts.clear();
        devices.clear();
        assets.clear();
        transfers.clear();
        pendingPayments.clear();
        secondFactors.clear();
        lastAccount = 0;
    }

    @Override
    public void forget(Batch lost) {
        for (Account account : lost.accounts()) {
            accountsByName.remove(account.name());
            accounts.set(Math.toIntExact(account.number()), null);
            lastAccount = Math.min(lastAccount, account.number() - 1);
        }
        for (EnrolmentRecord enrolment : lost.enrolments()) {
            devices.remove(DeviceState.keyOf(enrolment.device()));
        }
        for (AssetUse asset : lost.assets()) {
            assets.remove(asset.asset().code());
        }
        for (SecondFactor factor : lost.secondFactors()) {
            secondFactors.remove(factor.account());
        }
    }

    @Override
    public void balance(AccountBalance balance) {
        account(balance.account()).load(balance);
    }

    @Override
    public void device(DeviceUse use) {
        add(new DeviceState(use, account(use.account())));
    }

    @Override
    public void transfers(List<TransferRecord> open) {
        transfers.clear();
        open.forEach(this::reserved);
    }

    @Override
    public void pendingPayments(List<PaymentRecord> open) {
        pendingPayments.clear();
        open.forEach(this::stands);
        waiting = pendingPayments.size();
    }

    /** Notes how a payment stands that is pending, or was. */
    void stands(PaymentRecord payment) {
        Bytes id = payment.identity().paymentId();
        if (payment.ruling().isPending()) {
            pendingPayments.put(id, payment);
        } else {
            pendingPayments.remove(id);
        }
        waiting = pendingPayments.size();
    }

    /** Those that are pending and fit, in a list of their own: they may end meanwhile. */
    List<PaymentRecord> pendingPayments(Predicate<PaymentRecord> fit) {
        return pendingPayments.values().stream().filter(fit).toList();
    }

    @Nullable
    PaymentRecord pendingPayment(Bytes paymentId) {
        return pendingPayments.get(paymentId);
    }

    /** How many payments are pending; for any thread. */
    int waiting() {
        return waiting;
    }

    @Override
    public void secondFactor(SecondFactor factor) {
        secondFactors.put(factor.account(), factor);
    }

    @Nullable
    SecondFactor secondFactor(long account) {
        return secondFactors.get(account);
    }

    void reserved(TransferRecord transfer) {
        transfers.put(transfer.id(), transfer);
    }

    void ended(String transfer) {
        transfers.remove(transfer);
    }

    /** Those that have not ended and fit, in a list of their own: they may end meanwhile. */
    List<TransferRecord> openTransfers(Predicate<TransferRecord> fit) {
        return transfers.values().stream().filter(fit).toList();
    }

    @Override
    public void counters(long entry, long posting) {
        lastEntry = entry;
        lastPosting = posting;
    }

    AccountState open(Account account) {
        AccountState state = new AccountState(account);
        accountsByName.put(account.name(), state);
        while (accounts.size() <= account.number()) {
            accounts.add(null);
        }
        accounts.set(Math.toIntExact(account.number()), state);
        lastAccount = Math.max(lastAccount, account.number());
        return state;
    }

    @Nullable
    AccountState find(String account) {
        return accountsByName.get(account);
    }

    AccountState customer(String name) {
        AccountState state = accountsByName.get(name);
        if (state == null || !state.account().kind().isCustomer()) {
            throw new LedgerException(ErrorCode.ACCOUNT_UNKNOWN, "no account " + name);
        }
        return state;
    }

    AccountState account(long number) {
        AccountState state = numbered(number);
        if (state == null) {
            throw new IllegalStateException("no account with the number " + number);
        }
        return state;
    }

    private @Nullable AccountState numbered(long number) {
        return number < accounts.size() ? accounts.get(Math.toIntExact(number)) : null;
    }

    void add(DeviceState device) {
        devices.put(device.key(), device);
    }

    boolean hasDevice(Bytes id) {
        return devices.containsKey(DeviceState.keyOf(id));
    }

    DeviceState device(Bytes id) {
        DeviceState device = id.size() == Long.BYTES ? devices.get(DeviceState.keyOf(id)) : null;
        if (device == null) {
            throw new LedgerException(ErrorCode.DEVICE_UNKNOWN, "no device " + id);
        }
        return device;
    }

    /** The use of an asset, none yet if it is new. */
    AssetUse use(Asset asset) {
        AssetUse use = assets.get(asset.code());
        return use == null ? new AssetUse(asset, 0) : use;
    }

    boolean isKnown(Asset asset) {
        return assets.containsKey(asset.code());
    }

    /** The code of an asset of which the float is as low as a number gets, if there is one. */
    Optional<String> assetWithoutRoom() {
        AccountState outside = find(AccountKind.FLOAT.ownName());
        return assets.values().stream()
                .map(AssetUse::asset)
                .filter(asset -> outside != null && outside.balance(asset) == Long.MIN_VALUE)
                .map(Asset::code)
                .findFirst();
    }

    /** Whether the asset's code is known with another exponent. */
    boolean contradicts(Asset asset) {
        return !use(asset).asset().equals(asset);
    }

    long nextAccount() {
        return lastAccount + 1;
    }

    /** The newest that was given. */
    long lastEntry() {
        return lastEntry;
    }

    long nextEntry() {
        return ++lastEntry;
    }

    long nextPosting() {
        return ++lastPosting;
    }
}
