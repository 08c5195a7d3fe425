package org.mopay.cli.store;

import org.mopay.core.Change;
import org.mopay.core.bytes.Bytes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The changes of one commit as bytes, for the write-ahead file. */
final class ChangeList {
    private ChangeList() {}

    static Bytes encode(List<Change> changes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(changes.size());
            for (Change change : changes) {
                out.writeUTF(change.name());
                byte[] value = change.value().orElse(Bytes.empty()).toArray();
                out.writeInt(change.value().isPresent() ? value.length : -1);
                out.write(value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.copyOf(bytes.toByteArray());
    }

    /** Reads what {@link #encode} wrote; the checksum around it was verified before. */
    static List<Change> decode(Bytes encoded) throws IOException {
        List<Change> changes = new ArrayList<>();
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(encoded.toArray()))) {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                String name = in.readUTF();
                int size = in.readInt();
                changes.add(new Change(
                        name,
                        size < 0
                                ? Optional.empty()
                                : Optional.of(Bytes.copyOf(in.readNBytes(size)))));
            }
        }
        return changes;
    }
}
