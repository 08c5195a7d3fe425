package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;

/**
 * What was settled of a request.
 *
 * @param request the request's time in milliseconds (6 bytes), then its digest
 * @param settled sum of the amounts, minor units
 * @param uses how many payments
 * @param expiresAt when the request ends; nothing asks for the row after that
 */
public record RequestUse(Bytes request, long settled, int uses, long expiresAt) {}
