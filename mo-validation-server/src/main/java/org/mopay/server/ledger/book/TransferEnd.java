package org.mopay.server.ledger.book;

/**
 * How a transfer ended, once and for ever. What was not posted went back.
 *
 * @param entry the end's place in the journal
 * @param id of the transfer
 * @param posted what went on, minor units; 0 unless it was posted
 * @param reason the operator's words
 * @param at seconds since the Unix epoch
 */
public record TransferEnd(
        long entry, String id, TransferOutcome outcome, long posted, String reason, long at) {}
