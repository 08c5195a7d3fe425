package org.mopay.server.keys;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.file.DurableFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A file of named values, one a line, {@code name = hexadecimal}. It holds secrets. */
final class KeyFile {
    private final Path file;
    private final Map<String, Bytes> values = new TreeMap<>();

    private KeyFile(Path file) {
        this.file = file;
    }

    /** An empty file that is not yet written, or what the file holds. */
    static KeyFile open(Path file) throws ProtocolException {
        KeyFile keys = new KeyFile(file);
        if (!Files.exists(file)) {
            return keys;
        }
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                String[] parts = line.split(" = ", 2);
                keys.values.put(parts[0], Bytes.ofHex(parts[1]));
            }
        } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new ProtocolException(ErrorCode.CONFIG_INVALID, file + " can't be read", e);
        }
        return keys;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    void put(String name, SecretBytes value) {
        values.put(name, Bytes.copyOf(value.expose()));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<SecretBytes> find(String name) {
        return Optional.ofNullable(values.get(name))
                .map(value -> SecretBytes.adopt(value.toArray()));
    }

    SecretBytes secret(String name) throws ProtocolException {
        return find(name)
                .orElseThrow(() ->
                        new ProtocolException(ErrorCode.CONFIG_INVALID, file + " lacks " + name));
    }

    /** Forgets a value; whether there was one. */
    boolean remove(String name) {
        return values.remove(name) != null;
    }

    /** Writes the file durably, for its owner alone. */
    void write() throws ProtocolException {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) ->
                text.append(name).append(" = ").append(value.hex()).append('\n'));
        try {
            DurableFile.write(file, text.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new ProtocolException(ErrorCode.FILE_UNREADABLE, file + " can't be written", e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
