package org.mopay.server.validation;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.credential.CredentialIds;
import org.mopay.server.ledger.book.Device;
import org.mopay.server.ledger.book.DeviceStatus;

import java.util.Optional;

/** Finds enrolled devices. */
@FunctionalInterface
public interface DeviceDirectory {
    Optional<Device> device(Bytes id);

    /**
     * The device of an id, whatever its size.
     *
     * @throws ProtocolException DEVICE_UNKNOWN
     */
    default Device known(Bytes id) throws ProtocolException {
        Optional<Device> known =
                id.size() == CredentialIds.DEVICE_SIZE ? device(id) : Optional.empty();
        return known.orElseThrow(
                () -> new ProtocolException(ErrorCode.DEVICE_UNKNOWN, "no device of this id"));
    }

    /**
     * The device of an id, if it may still ask.
     *
     * @throws ProtocolException DEVICE_UNKNOWN or DEVICE_REVOKED
     */
    default Device enrolled(Bytes id) throws ProtocolException {
        Device device = known(id);
        if (device.status() == DeviceStatus.REVOKED) {
            throw new ProtocolException(ErrorCode.DEVICE_REVOKED, "it was revoked");
        }
        return device;
    }
}
