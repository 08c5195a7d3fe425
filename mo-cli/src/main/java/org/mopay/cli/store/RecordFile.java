package org.mopay.cli.store;

import org.mopay.cli.output.Failure;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.Sha256;
import org.mopay.core.error.ErrorCode;

/**
 * A record as a file: {@code "MOR1" || SHA-256(name || 0x00 || value) || value}. A file that was cut,
 * changed, or put in another's place is recognised.
 */
final class RecordFile {
    private static final Bytes MAGIC = Bytes.ofUtf8("MOR1");
    private static final int HEADER_SIZE = MAGIC.size() + Sha256.SIZE;

    private RecordFile() {}

    static Bytes encode(String name, Bytes value) {
        return Bytes.concat(MAGIC, checksum(name, value), value);
    }

    /** The record's value, or PHONE_STATE_CORRUPT. */
    static Bytes decode(String name, Bytes file) throws Failure {
        if (file.size() < HEADER_SIZE || !file.slice(0, MAGIC.size()).equals(MAGIC)) {
            throw Failure.of(
                    ErrorCode.PHONE_STATE_CORRUPT, "record '" + name + "' is cut or is none");
        }
        Bytes value = file.slice(HEADER_SIZE, file.size());
        if (!file.slice(MAGIC.size(), HEADER_SIZE).equals(checksum(name, value))) {
            throw Failure.of(
                    ErrorCode.PHONE_STATE_CORRUPT,
                    "record '" + name + "' does not fit its checksum");
        }
        return value;
    }

    private static Bytes checksum(String name, Bytes value) {
        Bytes named = Bytes.concat(Bytes.ofUtf8(name), Bytes.of((byte) 0), value);
        return Bytes.copyOf(Sha256.hash(named.toArray()));
    }
}
