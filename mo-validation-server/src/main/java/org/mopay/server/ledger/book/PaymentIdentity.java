package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;

/**
 * What names a payment.
 *
 * @param paymentId 32 bytes: the request's time in milliseconds (6), then the first 26 bytes of d.
 *     Ordered by time, so that an index on it grows at its end
 * @param d 32 bytes, the digest of the signed terms
 * @param authorizationDigest 32 bytes, the digest of the whole authorization, sealed box included
 */
public record PaymentIdentity(Bytes paymentId, Bytes d, Bytes authorizationDigest) {
    /** How many bytes of a payment id are the request's time. */
    public static final int TIME_SIZE = 6;

    private static final int SIZE = 32;

    public PaymentIdentity {
        if (paymentId.size() != SIZE
                || d.size() != SIZE
                || authorizationDigest.size() != SIZE
                || !paymentId.slice(TIME_SIZE, SIZE).equals(d.slice(0, SIZE - TIME_SIZE))) {
            throw new IllegalArgumentException("not the id of this payment");
        }
    }
}
