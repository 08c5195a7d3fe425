package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;

/**
 * What was settled of a request, or is reserved by payments that are pending.
 *
 * @param request the request's time in milliseconds (6 bytes), then its digest
 * @param settled sum of the amounts, minor units
 * @param uses how many payments
 * @param givenBack how many payments were pending and then refused
 * @param expiresAt when the request ends; nothing asks for the row after that
 * @param cancelledAt when its payee cancelled it, seconds since the Unix epoch; 0 if it did not
 */
public record RequestUse(
        Bytes request, long settled, int uses, int givenBack, long expiresAt, long cancelledAt) {
    /** A request that nobody has paid. */
    public static RequestUse none(Bytes request, long expiresAt) {
        return new RequestUse(request, 0, 0, 0, expiresAt, 0);
    }

    /** The digest of the request, 32 bytes. */
    public Bytes digest() {
        return request.slice(PaymentIdentity.TIME_SIZE, request.size());
    }

    public boolean isCancelled() {
        return cancelledAt != 0;
    }

    /** With one payment more. */
    public RequestUse paid(long amount) {
        return new RequestUse(
                request, settled + amount, uses + 1, givenBack, expiresAt, cancelledAt);
    }

    /** Without a payment that was pending and is refused. */
    public RequestUse withdrawn(long amount) {
        return new RequestUse(
                request, settled - amount, uses - 1, givenBack + 1, expiresAt, cancelledAt);
    }

    /** As it is after its payee has cancelled it. */
    public RequestUse cancelled(long at) {
        return new RequestUse(request, settled, uses, givenBack, expiresAt, at);
    }
}
