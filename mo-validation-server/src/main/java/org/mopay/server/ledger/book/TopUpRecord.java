package org.mopay.server.ledger.book;

/**
 * Money that the operator moved from the float account into an account.
 *
 * @param amount minor units, above zero
 * @param reason the operator's words; the memo of the statement's line
 * @param sequence the account's posting
 * @param balance of the account afterwards
 * @param recordedAt seconds since the Unix epoch
 */
public record TopUpRecord(
        long entry,
        String idempotencyKey,
        Account account,
        Asset asset,
        long amount,
        String reason,
        long sequence,
        long balance,
        long recordedAt) {}
