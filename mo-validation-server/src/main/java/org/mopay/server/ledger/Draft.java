package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.Account;
import org.mopay.server.ledger.book.AccountBalance;
import org.mopay.server.ledger.book.Activation;
import org.mopay.server.ledger.book.AssetUse;
import org.mopay.server.ledger.book.Batch;
import org.mopay.server.ledger.book.CredentialKey;
import org.mopay.server.ledger.book.DecidedPayment;
import org.mopay.server.ledger.book.DeviceEvent;
import org.mopay.server.ledger.book.EnrolmentRecord;
import org.mopay.server.ledger.book.EvidenceRecord;
import org.mopay.server.ledger.book.LedgerLookup;
import org.mopay.server.ledger.book.PaymentRecord;
import org.mopay.server.ledger.book.PaymentStep;
import org.mopay.server.ledger.book.Posting;
import org.mopay.server.ledger.book.RefillRecord;
import org.mopay.server.ledger.book.RefundRecord;
import org.mopay.server.ledger.book.RequestPayer;
import org.mopay.server.ledger.book.RequestUse;
import org.mopay.server.ledger.book.SecondFactor;
import org.mopay.server.ledger.book.SecondFactorEvent;
import org.mopay.server.ledger.book.StoreException;
import org.mopay.server.ledger.book.TopUpRecord;
import org.mopay.server.ledger.book.TransferEnd;
import org.mopay.server.ledger.book.TransferRecord;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was decided since the last batch was taken, laid over what is in the store: a command sees
 * what the commands before it in the same batch recorded. Rows that change often (a balance, a
 * device) are kept by key, so that a batch writes each of them once.
 */
final class Draft implements LedgerLookup {
    private record BalanceKey(long account, String asset) {}

    private record Turn(Bytes request, long account) {}

    private final LedgerLookup past;
    private final Map<String, AssetUse> assets = new LinkedHashMap<>();
    private final List<Account> accounts = new ArrayList<>();
    private final Map<BalanceKey, AccountBalance> balances = new LinkedHashMap<>();
    private final List<Posting> postings = new ArrayList<>();
    private final Map<Bytes, DecidedPayment> payments = new LinkedHashMap<>();
    private final List<PaymentStep> steps = new ArrayList<>();
    // By id, as they stand after their steps.
    private final Map<Bytes, PaymentRecord> stepped = new HashMap<>();
    private final Map<Bytes, RefundRecord> refunds = new LinkedHashMap<>();
    // By payment.
    private final Map<Bytes, Long> refunded = new HashMap<>();
    private final List<EvidenceRecord> evidence = new ArrayList<>();
    private final Map<String, TransferRecord> transfers = new LinkedHashMap<>();
    private final Map<String, TransferEnd> transferEnds = new LinkedHashMap<>();
    private final Map<String, TopUpRecord> topUps = new LinkedHashMap<>();
    private final Map<Bytes, EnrolmentRecord> enrolments = new LinkedHashMap<>();
    private final Set<DeviceState> devices = new LinkedHashSet<>();
    private final Map<Bytes, Activation> activations = new LinkedHashMap<>();
    private final Map<Bytes, RefillRecord> refills = new LinkedHashMap<>();
    private final Map<Bytes, CredentialKey> credentialKeys = new LinkedHashMap<>();
    private final Map<Bytes, RequestUse> requests = new LinkedHashMap<>();
    private final Map<Turn, RequestPayer> requestPayers = new LinkedHashMap<>();
    private final Map<Long, SecondFactor> secondFactors = new LinkedHashMap<>();
    private final List<DeviceEvent> deviceEvents = new ArrayList<>();
    private final List<SecondFactorEvent> secondFactorEvents = new ArrayList<>();

    Draft(LedgerLookup past) {
        this.past = past;
    }

    /** A question that the store answers when this batch does not. */
    @FunctionalInterface
    private interface Question<K, V> {
        Optional<V> ask(K key) throws StoreException;
    }

    private static <K, V> Optional<V> newest(Map<K, V> fresh, K key, Question<K, V> stored)
            throws StoreException {
        @Nullable V value = fresh.get(key);
        return value != null ? Optional.of(value) : stored.ask(key);
    }

    @Override
    public Optional<PaymentRecord> payment(Bytes paymentId) throws StoreException {
        PaymentRecord after = stepped.get(paymentId);
        if (after != null) {
            return Optional.of(after);
        }
        DecidedPayment fresh = payments.get(paymentId);
        return fresh != null ? Optional.of(fresh.payment()) : past.payment(paymentId);
    }

    @Override
    public Optional<RefundRecord> refund(Bytes refundId) throws StoreException {
        return newest(refunds, refundId, past::refund);
    }

    @Override
    public long refunded(Bytes paymentId) throws StoreException {
        Long fresh = refunded.get(paymentId);
        return fresh != null ? fresh : past.refunded(paymentId);
    }

    @Override
    public Optional<RequestUse> request(Bytes request) throws StoreException {
        return newest(requests, request, past::request);
    }

    @Override
    public int turns(Bytes request, long account) throws StoreException {
        RequestPayer fresh = requestPayers.get(new Turn(request, account));
        return fresh != null ? fresh.turns() : past.turns(request, account);
    }

    @Override
    public Optional<TopUpRecord> topUp(String idempotencyKey) throws StoreException {
        return newest(topUps, idempotencyKey, past::topUp);
    }

    @Override
    public Optional<TransferRecord> transfer(String id) throws StoreException {
        return newest(transfers, id, past::transfer);
    }

    @Override
    public Optional<TransferEnd> transferEnd(String id) throws StoreException {
        return newest(transferEnds, id, past::transferEnd);
    }

    @Override
    public Optional<Activation> activation(Bytes codeDigest) throws StoreException {
        return newest(activations, codeDigest, past::activation);
    }

    @Override
    public Optional<EnrolmentRecord> enrolment(Bytes requestDigest) throws StoreException {
        return newest(enrolments, requestDigest, past::enrolment);
    }

    @Override
    public Optional<RefillRecord> refill(Bytes device) throws StoreException {
        return newest(refills, device, past::refill);
    }

    @Override
    public boolean isAnyRegistered(List<Bytes> keys) throws StoreException {
        return keys.stream().anyMatch(credentialKeys::containsKey) || past.isAnyRegistered(keys);
    }

    void put(AssetUse asset) {
        assets.put(asset.asset().code(), asset);
    }

    void add(Account account) {
        accounts.add(account);
    }

    void add(Posting posting, AccountBalance balance) {
        postings.add(posting);
        balances.put(new BalanceKey(balance.account(), balance.asset()), balance);
    }

    void add(DecidedPayment payment) {
        payments.put(payment.payment().identity().paymentId(), payment);
    }

    /** Notes a step, and how the payment stands after it. */
    void add(PaymentStep step, PaymentRecord after) {
        steps.add(step);
        stepped.put(after.identity().paymentId(), after);
    }

    void add(RefundRecord refund) {
        refunds.put(refund.identity().paymentId(), refund);
        if (refund.ruling().isSettled()) {
            refunded.put(refund.paymentId(), refund.total());
        }
    }

    void add(EvidenceRecord message) {
        evidence.add(message);
    }

    void add(TransferRecord transfer) {
        transfers.put(transfer.id(), transfer);
    }

    void add(TransferEnd end) {
        transferEnds.put(end.id(), end);
    }

    void add(TopUpRecord topUp) {
        topUps.put(topUp.idempotencyKey(), topUp);
    }

    void add(EnrolmentRecord enrolment) {
        enrolments.put(enrolment.requestDigest(), enrolment);
    }

    /** Notes that the device changed; its state is read when the batch is taken. */
    void touch(DeviceState device) {
        devices.add(device);
    }

    void put(Activation activation) {
        activations.put(activation.codeDigest(), activation);
    }

    void put(RefillRecord refill) {
        refills.put(refill.device(), refill);
    }

    void add(CredentialKey key) {
        credentialKeys.put(key.key(), key);
    }

    void put(RequestUse request) {
        requests.put(request.request(), request);
    }

    void put(RequestPayer payer) {
        requestPayers.put(new Turn(payer.request(), payer.account()), payer);
    }

    void put(SecondFactor factor) {
        secondFactors.put(factor.account(), factor);
    }

    void add(DeviceEvent event) {
        deviceEvents.add(event);
    }

    void add(SecondFactorEvent event) {
        secondFactorEvents.add(event);
    }

    /** Hands over what is to be written, and starts anew. */
    Batch take() {
        Batch batch = new Batch(
                List.copyOf(assets.values()),
                List.copyOf(accounts),
                List.copyOf(balances.values()),
                List.copyOf(postings),
                List.copyOf(payments.values()),
                List.copyOf(steps),
                List.copyOf(refunds.values()),
                List.copyOf(evidence),
                List.copyOf(transfers.values()),
                List.copyOf(transferEnds.values()),
                List.copyOf(topUps.values()),
                List.copyOf(enrolments.values()),
                devices.stream().map(DeviceState::use).toList(),
                List.copyOf(activations.values()),
                List.copyOf(refills.values()),
                List.copyOf(credentialKeys.values()),
                List.copyOf(requests.values()),
                List.copyOf(requestPayers.values()),
                List.copyOf(secondFactors.values()),
                List.copyOf(deviceEvents),
                List.copyOf(secondFactorEvents));
        clear();
        return batch;
    }

    private void clear() {
        assets.clear();
        accounts.clear();
        balances.clear();
        postings.clear();
        payments.clear();
        steps.clear();
        stepped.clear();
        refunds.clear();
        refunded.clear();
        evidence.clear();
        transfers.clear();
        transferEnds.clear();
        topUps.clear();
        enrolments.clear();
        devices.clear();
        activations.clear();
        refills.clear();
        credentialKeys.clear();
        requests.clear();
        requestPayers.clear();
        secondFactors.clear();
        deviceEvents.clear();
        secondFactorEvents.clear();
    }
}
