package org.mopay.server.ledger.book;

import org.mopay.core.bytes.Bytes;

/**
 * What changes about a device.
 *
 * @param device 8 bytes
 * @param account number of its account
 * @param nextIndex index of the next credential it is issued
 * @param refills number of its newest refill, 0 before the first
 * @param spent bitmap of the credentials that authorized a recorded payment; bit {@code i % 8} of
 *     byte {@code i / 8} is index {@code i}
 * @param engaged bitmap of the credentials whose request was paid
 * @param otpFailures wrong one-time passwords since the last right one
 * @param otpLockedUntil the first second at which a one-time password is looked at again
 */
public record DeviceUse(
        Bytes device,
        long account,
        DeviceStatus status,
        int nextIndex,
        int refills,
        Bytes spent,
        Bytes engaged,
        int otpFailures,
        long otpLockedUntil) {}
