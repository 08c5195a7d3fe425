package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;

import java.util.List;
import java.util.Optional;

/** Reads committed batches. For one thread at a time. */
public interface LedgerReader extends LedgerLookup, AutoCloseable {
    /** Whether no account was ever opened. */
    boolean isEmpty() throws StoreException;

    Optional<Account> account(String name) throws StoreException;

    /** The account that the activation code is for, used or not. */
    Optional<Account> accountToActivate(Bytes codeDigest) throws StoreException;

    /** By asset code. */
    List<Balance> balances(Account account) throws StoreException;

    /**
     * Newest first.
     *
     * @param before the sequence of the last line already seen, 0 to start at the newest; no lines
     *     if it is not one of the account's
     * @param limit how many lines at most, above zero
     */
    List<StatementLine> statement(Account account, long before, int limit) throws StoreException;

    /** A payment that is or was pending, as it stands. */
    Optional<PaymentRecord> pendingPayment(Bytes d) throws StoreException;

    /**
     * The payments that are pending, the oldest first.
     *
     * @param after the entry of the last one already seen, 0 to start at the oldest
     * @param limit how many at most, above zero
     */
    List<PaymentRecord> pendingPayments(long after, int limit) throws StoreException;

    Optional<SecondFactor> secondFactor(Account account) throws StoreException;

    /** The submission that the payment was decided on. */
    Optional<Bytes> evidence(Bytes paymentId) throws StoreException;

    Optional<Device> device(Bytes id) throws StoreException;

    /** The devices of an account, the oldest first. */
    List<EnrolledDevice> devices(Account account) throws StoreException;

    /** By asset code. */
    List<LedgerSum> sums() throws StoreException;

    /** Reads everything in one snapshot. */
    void scan(LedgerScan scan) throws StoreException;

    @Override
    void close() throws StoreException;
}
