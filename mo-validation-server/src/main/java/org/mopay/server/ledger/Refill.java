package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.StoreException;

import java.util.List;

/**
 * Registers the credentials of a device's next refill. The newest refill, sent again, gets its
 * stored answer. {@code DEVICE_UNKNOWN}, {@code DEVICE_FROZEN}, {@code DEVICE_REVOKED};
 * {@code REFILL_OUT_OF_ORDER} if the number is not the next one, or {@code firstIndex} is no longer
 * the device's next index (the caller reads the device again and repeats); {@code KEY_REUSED};
 * {@code REFILL_LIMIT} if the device would hold too many credentials that were never used.
 *
 * @param deviceId 8 bytes
 * @param number of the refill, from 1
 * @param firstIndex index of the first new credential
 * @param credentialKeys one signing key a credential, in the order of the indices
 * @param answer sealed by the caller; opaque here
 */
public record Refill(
        Bytes deviceId,
        int number,
        Bytes requestDigest,
        int firstIndex,
        List<Bytes> credentialKeys,
        Bytes answer)
        implements LedgerCommand<StoredAnswer> {
    /** The most that may be issued to one device without having paid or been paid; a limit of the registry. */
    public static final int MOST_OUTSTANDING = 1024;

    public Refill {
        credentialKeys = List.copyOf(credentialKeys);
    }

    @Override
    public StoredAnswer decideBy(Ledger ledger) throws StoreException {
        return ledger.devices().refill(this);
    }
}
