package org.mopay.server.ledger.book;

import java.util.List;

/**
 * Receives what a store holds when it is loaded: assets, then accounts, then balances, then devices,
 * then second factors, open transfers and pending payments, then the counters.
 */
public interface LedgerImage {
    void asset(AssetUse asset);

    void account(Account account);

    void balance(AccountBalance balance);

    void device(DeviceUse device);

    void secondFactor(SecondFactor factor);

    /** All payments that are pending, as they stand, the oldest first. */
    void pendingPayments(List<PaymentRecord> open);

    /** All transfers that were reserved and have not ended, the oldest first. */
    void transfers(List<TransferRecord> open);

    /**
     * The newest entry and the newest posting's sequence, 0 for none. An entry that left neither a
     * payment, a step of one, a refund, a top-up, an event of a device or a second factor, a
     * transfer nor a signed message does not exist.
     */
    void counters(long lastEntry, long lastPosting);
}
