package org.mopay.server.ledger;

import org.mopay.server.ledger.book.PaymentRecord;

/**
 * A payment's recorded decision.
 *
 * @param replayed whether it had been recorded before
 */
public record Decision(PaymentRecord payment, boolean replayed) {}
