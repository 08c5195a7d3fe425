package org.mopay.server.store.powercut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The record that {@code write_trace.c} has made of one process. */
final class WriteTrace {
    private WriteTrace() {}

    /**
     * One thing that was done to a file.
     *
     * @param kind w, t, s or u
     * @param file its name
     * @param end how long the record was after it
     */
    record Step(char kind, String file, long offset, byte[] data, long end) {}

    static List<Step> read(Path record) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(record)).order(ByteOrder.nativeOrder());
        List<Step> steps = new ArrayList<>();
        while (bytes.hasRemaining()) {
            char kind = (char) bytes.get();
            byte[] path = new byte[bytes.getInt()];
            long offset = bytes.getLong();
            byte[] data = new byte[Math.toIntExact(bytes.getLong())];
            bytes.get(path).get(data);
            String file = String.valueOf(
                    Path.of(new String(path, StandardCharsets.UTF_8)).getFileName());
            steps.add(new Step(kind, file, offset, data, bytes.position()));
        }
        return steps;
    }
}
