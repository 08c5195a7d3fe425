package org.mopay.server.ledger.book;

import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that one transaction writes. Lists of new rows are in the order they were decided;
 * {@code assets}, {@code balances}, {@code activations}, {@code devices}, {@code refills}, {@code
 * requests}, {@code requestPayers} and {@code secondFactors} replace the row of the same key.
 */
public record Batch(
        List<AssetUse> assets,
        List<Account> accounts,
        List<AccountBalance> balances,
        List<Posting> postings,
        List<DecidedPayment> payments,
        List<PaymentStep> paymentSteps,
        List<RefundRecord> refunds,
        List<EvidenceRecord> evidence,
        List<TransferRecord> transfers,
        List<TransferEnd> transferEnds,
        List<TopUpRecord> topUps,
        List<EnrolmentRecord> enrolments,
        List<DeviceUse> devices,
        List<Activation> activations,
        List<RefillRecord> refills,
        List<CredentialKey> credentialKeys,
        List<RequestUse> requests,
        List<RequestPayer> requestPayers,
        List<SecondFactor> secondFactors,
        List<DeviceEvent> deviceEvents,
        List<SecondFactorEvent> secondFactorEvents) {

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return Stream.of(
                        assets,
                        accounts,
                        balances,
                        postings,
                        payments,
                        paymentSteps,
                        refunds,
                        evidence,
                        transfers,
                        transferEnds,
                        topUps,
                        enrolments,
                        devices,
                        activations,
                        refills,
                        credentialKeys,
                        requests,
                        requestPayers,
                        secondFactors,
                        deviceEvents,
                        secondFactorEvents)
                .allMatch(List::isEmpty);
    }
}
