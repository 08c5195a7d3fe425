package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;

/**
 * A payment's record on its way into the store.
 *
 * @param evidence the submission it was decided on
 * @param equivocation whether the payer's credential had signed another payment before: then the
 *     evidence is one half of the proof that the phone was cloned, and is never erased
 */
public record DecidedPayment(PaymentRecord payment, Bytes evidence, boolean equivocation) {}
