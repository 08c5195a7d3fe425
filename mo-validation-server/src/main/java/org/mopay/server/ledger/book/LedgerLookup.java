package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;

import java.util.List;
import java.util.Optional;

/** What the ledger asks of its past when it decides, beyond what it holds in memory. */
public interface LedgerLookup {
    /** As it stands: after the newest step of one that is or was pending. */
    Optional<PaymentRecord> payment(Bytes paymentId) throws StoreException;

    Optional<RefundRecord> refund(Bytes refundId) throws StoreException;

    /** What was given back of a payment; 0 if nothing was. Minor units. */
    long refunded(Bytes paymentId) throws StoreException;

    /** By the key of {@link RequestUse}. */
    Optional<RequestUse> request(Bytes request) throws StoreException;

    /** How often the account has taken its turn at the shareable request, or got it back. */
    int turns(Bytes request, long account) throws StoreException;

    Optional<TopUpRecord> topUp(String idempotencyKey) throws StoreException;

    Optional<TransferRecord> transfer(String id) throws StoreException;

    Optional<TransferEnd> transferEnd(String id) throws StoreException;

    Optional<Activation> activation(Bytes codeDigest) throws StoreException;

    Optional<EnrolmentRecord> enrolment(Bytes requestDigest) throws StoreException;

    /** The newest refill of the device. */
    Optional<RefillRecord> refill(Bytes device) throws StoreException;

    /** Whether any of these keys is a credential's. */
    boolean isAnyRegistered(List<Bytes> credentialKeys) throws StoreException;
}
