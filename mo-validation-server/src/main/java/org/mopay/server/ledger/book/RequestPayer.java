package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;

/**
 * That an account has paid a shareable request.
 *
 * @param request as in {@link RequestUse}
 * @param account number of the payer's account
 */
public record RequestPayer(Bytes request, long account) {}
