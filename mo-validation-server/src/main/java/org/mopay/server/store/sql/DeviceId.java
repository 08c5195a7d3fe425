package org.mopay.server.store.sql;

import org.mopay.core.bytes.Bytes;

import java.nio.ByteBuffer;

/** A device's 8 bytes as the integer that is its key in every table. */
public final class DeviceId {
    private DeviceId() {}

    public static long toInteger(Bytes device) {
        return ByteBuffer.wrap(device.toArray()).getLong();
    }

    public static Bytes toBytes(long device) {
        return Bytes.copyOf(ByteBuffer.allocate(Long.BYTES).putLong(device).array());
    }
}
