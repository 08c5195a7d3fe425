package org.mopay.server;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.file.DurableFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The operator's bearer token: as configured, or random and kept in {@code operator.token}. */
final class OperatorToken {
    private static final String FILE = "operator.token";
    private static final int SIZE = 24;

    private OperatorToken() {}

    static SecretBytes loadOrCreate(
            Optional<SecretBytes> configured, Path directory, RandomSource random)
            throws ProtocolException {
        if (configured.isPresent()) {
            return configured.get();
        }
        Path file = directory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                String token = Bytes.copyOf(random.next(SIZE)).base64Url();
                DurableFile.write(file, (token + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            return SecretBytes.adopt(Files.readString(file, StandardCharsets.US_ASCII)
                    .trim()
                    .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new ProtocolException(
                    ErrorCode.FILE_UNREADABLE, file + " can't be read or written", e);
        }
    }
}
