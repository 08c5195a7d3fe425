package org.mopay.server.ledger;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.StoreException;

/**
 * Keeps a request from being paid (again) because its payee wants it so. {@code ALIAS_SPENT} if the
 * payee's credential was used for another request; see {@link Requests}.
 *
 * @param key the request's time in milliseconds (6 bytes), then its digest
 * @param least the least that a payment of it can be, minor units
 * @param device the payee's, 8 bytes
 * @param alias index of the payee's credential; null for a merchant's, which has many uses
 * @param evidence the signed cancellation
 * @param issuerKeyId the key that decisions on what is pending under it are signed with
 * @param at seconds since the Unix epoch
 */
public record CancelRequest(
        Bytes key,
        PaymentOrder.Request request,
        long least,
        Bytes device,
        @Nullable Integer alias,
        Bytes evidence,
        int issuerKeyId,
        long at)
        implements LedgerCommand<RequestStanding> {
    @Override
    public RequestStanding decideBy(Ledger ledger) throws StoreException {
        return ledger.requests().cancel(this);
    }
}
