package org.mopay.server.ledger;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.DeviceStatus;

/**
 * Freezes, unfreezes or revokes a device. {@code DEVICE_UNKNOWN}; {@code DEVICE_REVOKED} if it was
 * revoked, which is for good.
 *
 * @param deviceId 8 bytes
 * @param reason for the audit
 * @param at seconds since the Unix epoch
 */
public record SetDeviceStatus(Bytes deviceId, DeviceStatus status, String reason, long at)
        implements LedgerCommand<DeviceStatus> {
    @Override
    public DeviceStatus decideBy(Ledger ledger) {
        return ledger.devices().setStatus(this);
    }
}
