package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;

/**
 * The signed message that an entry was decided on, beside those of payments. It can be erased; what
 * was decided stays.
 *
 * @param entry the decision's place in the journal
 */
public record EvidenceRecord(long entry, Bytes message) {}
