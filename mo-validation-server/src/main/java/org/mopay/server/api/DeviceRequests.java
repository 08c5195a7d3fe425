package org.mopay.server.api;

import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.ByteString;

import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.DeviceQuery;
import org.mopay.proto.v1.Signed;
import org.mopay.server.ledger.book.Device;
import org.mopay.server.validation.ClientClock;
import org.mopay.server.validation.DeviceDirectory;

/** Finds out which device asks, and that it does. */
final class DeviceRequests {
    private final DeviceDirectory devices;
    private final DeviceRate rate;
    private final CryptoProvider crypto;

    DeviceRequests(DeviceDirectory devices, DeviceRate rate, CryptoProvider crypto) {
        this.devices = devices;
        this.rate = rate;
        this.crypto = crypto;
    }

    /** A query whose device has signed it. */
    record Asked(Device device, DeviceQuery query) {}

    /**
     * Checks a query.
     *
     * @param now seconds since the Unix epoch
     * @throws ProtocolException DEVICE_UNKNOWN, DEVICE_REVOKED, SIGNATURE_INVALID, WRONG_VALIDATOR,
     *     CLOCK_OFF or a code of malformed bytes
     */
    Asked check(Signed signed, TrustedValidator validator, long now) throws ProtocolException {
        DeviceQuery query = MessageType.DEVICE_QUERY.decode(signed.getBody());
        Device device = enrolled(query.getDeviceId());
        MessageType.DEVICE_QUERY.verify(signed, crypto.p256Verifier(device.identityKey()));
        rate.require(device.id());
        if (!query.getValidatorId().equals(validator.id())) {
            throw new ProtocolException(
                    ErrorCode.WRONG_VALIDATOR, "addressed to " + query.getValidatorId());
        }
        ClientClock.check(query.getCreated(), now, validator);
        return new Asked(device, query);
    }

    /** The device of an id, if it may still ask. */
    Device enrolled(ByteString id) throws ProtocolException {
        return devices.enrolled(bytes(id));
    }
}
