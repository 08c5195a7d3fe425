package org.mopay.server;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.file.DurableFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Where a running server is reached, for the operator's commands on the same machine: {@code
 * endpoint.json} in the data directory.
 *
 * @param host name or address
 * @param port TCP
 * @param tlsPin SHA-256 of the certificate's SubjectPublicKeyInfo
 * @param validatorId the validator's id
 */
public record Endpoint(String host, int port, Bytes tlsPin, String validatorId) {
    /** The file's name in the data directory. */
    public static final String FILE = "endpoint.json";

    void write(Path directory) throws ProtocolException {
        String json = "{\"host\":\"" + host + "\",\"port\":" + port + ",\"tls_pin\":\""
                + tlsPin.hex() + "\",\"validator_id\":\"" + validatorId + "\"}\n";
        Path file = directory.resolve(FILE);
        try {
            DurableFile.write(file, json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ProtocolException(ErrorCode.FILE_UNREADABLE, file + " can't be written", e);
        }
    }
}
