package org.mopay.server.ledger.book;

/**
 * Receives one committed snapshot of the whole ledger: everything a {@link LedgerImage} does, then
 * postings, top-ups, transfers, their ends, refunds, steps of payments and payments as they were
 * first decided, each in the order of their numbers, then requests, then what was noted of devices and
 * second factors.
 */
public interface LedgerScan extends LedgerImage {
    void posting(Posting posting);

    void topUp(TopUpRecord topUp);

    void refund(RefundRecord refund);

    /** Of every transfer, ended or not. */
    void reserved(TransferRecord transfer);

    void ended(TransferEnd end);

    void step(PaymentStep step);

    void payment(PaymentRecord payment);

    void request(RequestUse request);

    void deviceChanged(DeviceEvent event);

    void secondFactorSet(SecondFactorEvent event);
}
