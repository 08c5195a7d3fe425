package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;

/**
 * A device as the validation sees it.
 *
 * @param id 8 bytes
 * @param identityKey as it was enrolled
 * @param wrappedSecrets its seal and OTP secrets, encrypted by the validator; opaque here
 * @param nextIndex index of the next credential it is issued
 * @param refills number of its newest refill, 0 before the first
 */
public record Device(
        Bytes id,
        Account account,
        Bytes identityKey,
        Bytes wrappedSecrets,
        DeviceStatus status,
        int nextIndex,
        int refills) {}
