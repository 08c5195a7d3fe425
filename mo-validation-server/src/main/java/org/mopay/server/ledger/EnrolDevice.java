package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.StoreException;

import java.util.List;

/**
 * Enrols a device by an activation code, once. The same request gets the stored answer, also after
 * the code has expired. {@code ACTIVATION_CODE_INVALID} if the code is unknown, used or expired;
 * {@code ALREADY_ENROLLED} if the device id is taken; {@code KEY_REUSED}.
 *
 * @param deviceId 8 bytes, drawn by the caller
 * @param wrappedSecrets already encrypted by the caller; opaque here
 * @param credentialKeys signing keys of the credentials with the indices 0, 1, ...; none of them
 *     was ever registered before
 * @param answer sealed by the caller; opaque here
 * @param at seconds since the Unix epoch
 */
public record EnrolDevice(
        Bytes requestDigest,
        Bytes codeDigest,
        Bytes deviceId,
        Bytes identityKey,
        Bytes wrappedSecrets,
        List<Bytes> credentialKeys,
        Bytes answer,
        long at)
        implements LedgerCommand<StoredAnswer> {
    static final int DEVICE_ID_SIZE = 8;

    public EnrolDevice {
        if (deviceId.size() != DEVICE_ID_SIZE) {
            throw new IllegalArgumentException("device id of " + deviceId.size() + " bytes");
        }
        credentialKeys = List.copyOf(credentialKeys);
    }

    @Override
    public StoredAnswer decideBy(Ledger ledger) throws StoreException {
        return ledger.devices().enrol(this);
    }
}
