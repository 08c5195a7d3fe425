package org.mopay.cli.operator;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

import org.mopay.cli.http.OperatorClient;
import org.mopay.cli.http.ServerAddress;
import org.mopay.cli.output.Failure;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.server.Endpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The data directory of a server on this machine, as its operator uses it. */
public final class ServerDirectory {
    private static final String TOKEN = "operator.token";

    /** A token that was configured is in no file; both commands read it from here. */
    private static final String TOKEN_VARIABLE = "MO_OPERATOR_TOKEN";

    private final Path directory;

    public ServerDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * A client with the operator's token.
     *
     * @param patience how long one question may take
     * @throws Failure FILE_UNREADABLE
     */
    public OperatorClient client(Duration patience) throws Failure {
        String configured = System.getenv(TOKEN_VARIABLE);
        String token = configured == null || configured.isEmpty() ? text(TOKEN).trim() : configured;
        return new OperatorClient(address(), token, patience);
    }

    private ServerAddress address() throws Failure {
        try {
            JsonObject endpoint = JsonParser.parseString(text(Endpoint.FILE)).getAsJsonObject();
            return new ServerAddress(
                    endpoint.get("host").getAsString(),
                    endpoint.get("port").getAsInt(),
                    Bytes.ofHex(endpoint.get("tls_pin").getAsString()));
        } catch (JsonParseException | IllegalStateException | IllegalArgumentException e) {
            throw Failure.of(
                    ErrorCode.FILE_UNREADABLE, directory.resolve(Endpoint.FILE).toString(), e);
        }
    }

    private String text(String file) throws Failure {
        Path path = directory.resolve(file);
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failure.of(ErrorCode.FILE_UNREADABLE, path + " of a server can't be read", e)
                    .withFix("start one, `mo server --data-dir " + directory
                            + "`, or name its directory with --data-dir");
        }
    }
}
