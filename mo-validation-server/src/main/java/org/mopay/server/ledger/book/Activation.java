package org.mopay.server.ledger.book;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;

/**
 * A one-time code that enrols one device.
 *
 * @param account number of the account the device will belong to
 * @param expiresAt last second of its validity
 * @param device the device that used it, 8 bytes; null while it is unused
 */
public record Activation(
        Bytes codeDigest,
        long account,
        long expiresAt,
        @Nullable Bytes device) {}
