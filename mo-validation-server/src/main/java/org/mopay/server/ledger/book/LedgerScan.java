package org.mopay.server.ledger.book;

/**
 * Receives one committed snapshot of the whole ledger: everything a {@link LedgerImage} does, then
 * postings, top-ups, refunds and payments, each in the order of their numbers, then requests.
 */
public interface LedgerScan extends LedgerImage {
    void posting(Posting posting);

    void topUp(TopUpRecord topUp);

    void refund(RefundRecord refund);

    void payment(PaymentRecord payment);

    void request(RequestUse request);
}
