package org.mopay.server.validation;

import org.mopay.core.bytes.Bytes;
import org.mopay.server.ledger.book.Device;

import java.util.Optional;

/** Finds enrolled devices. */
@FunctionalInterface
public interface DeviceDirectory {
    Optional<Device> device(Bytes id);
}
