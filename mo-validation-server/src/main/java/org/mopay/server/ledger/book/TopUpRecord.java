package org.mopay.server.ledger.book;

/**
 * Money that the operator moved between one of the ledger's own accounts and another: a top-up, or an
 * adjustment.
 *
 * @param against kind of the ledger's own account on the other side
 * @param amount minor units: above zero the account got it, below zero it gave it
 * @param reason the operator's words; the memo of the statement's line
 * @param sequence the account's posting
 * @param balance of the account afterwards
 * @param recordedAt seconds since the Unix epoch
 */
public record TopUpRecord(
        long entry,
        String idempotencyKey,
        Account account,
        AccountKind against,
        Asset asset,
        long amount,
        String reason,
        long sequence,
        long balance,
        long recordedAt) {}
