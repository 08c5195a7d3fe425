package org.mopay.server.ledger.book;

import org.jspecify.annotations.Nullable;

/**
 * An account of the ledger.
 *
 * @param number the ledger's own short key, from 1
 * @param name unique; customers' names are 1 to 64 of {@code a-z 0-9 . _ -}, the ledger's own
 *     accounts start with {@code mo:}
 * @param verifiedName the name that a merchant's credentials carry
 */
public record Account(
        long number,
        String name,
        AccountKind kind,
        @Nullable String verifiedName) {}
