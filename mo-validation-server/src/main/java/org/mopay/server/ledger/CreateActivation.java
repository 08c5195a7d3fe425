package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.Activation;
import org.mopay.server.ledger.book.StoreException;

/**
 * Lets one device enrol for an account. {@code ACCOUNT_UNKNOWN}; {@code IDEMPOTENCY_CONFLICT} if the
 * code exists for another account or time.
 *
 * @param expiresAt last second of validity, since the Unix epoch
 */
public record CreateActivation(Bytes codeDigest, String account, long expiresAt)
        implements LedgerCommand<Activation> {
    @Override
    public Activation decideBy(Ledger ledger) throws StoreException {
        return ledger.devices().createActivation(this);
    }
}
