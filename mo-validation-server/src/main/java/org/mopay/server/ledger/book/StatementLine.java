package org.mopay.server.ledger.book;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;

/**
 * One posting as the account's owner sees it.
 *
 * @param sequence the posting's
 * @param recordedAt seconds since the Unix epoch
 * @param amount what the balance changed by
 * @param balance in this asset, afterwards
 * @param paymentId 32 bytes, of the payment that moved the money or was given back; null for a top-up
 * @param refundId 32 bytes; null unless it was given back
 * @param memo of the request, or the reason of a top-up or refund
 */
public record StatementLine(
        long sequence,
        long recordedAt,
        EntryKind kind,
        Asset asset,
        long amount,
        long balance,
        @Nullable Bytes paymentId,
        @Nullable Bytes refundId,
        String memo) {}
