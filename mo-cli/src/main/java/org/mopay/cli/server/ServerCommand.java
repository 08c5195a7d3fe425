package org.mopay.cli.server;

import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.Endpoint;
import org.mopay.server.ServerConfig;
import org.mopay.server.ValidationServer;
import org.mopay.server.ops.ServerLogging;

import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code mo server}: serves until SIGTERM, then finishes what is under way. */
@Command(
        name = "server",
        description = "Run the validation server.",
        customSynopsis = "mo server [--json] [--config FILE] [--KEY VALUE]...",
        footerHeading = "%nSettings; each also as MO_KEY in the environment or KEY in the file:%n")
public final class ServerCommand extends ConsoleCommand {
    @Unmatched
    private List<String> settings = new ArrayList<>();

    /** The settings the server knows, for the help. */
    public static String help() {
        return ServerConfig.describe();
    }

    /**
     * What the server is told here: by these flags, the environment and the file.
     *
     * @throws ProtocolException CONFIG_INVALID
     */
    public static ServerConfig configured(List<String> flags) throws ProtocolException {
        return ServerConfig.load(flags, environment(), Path.of("").toAbsolutePath());
    }

    @Override
    protected ExitCode run(Console console) throws Failure, ProtocolException {
        ServerConfig config = configured(settings);
        ServerLogging.level(config.logLevel());
        ValidationServer server = ValidationServer.start(config);
        Thread drain = drainOnSignal(server);
        announce(console, server.endpoint(), config.dataDirectory());
        try {
            server.awaitFatal();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.OK;
        }
        Runtime.getRuntime().removeShutdownHook(drain);
        server.close();
        throw Failure.of(ErrorCode.STORE_UNAVAILABLE, config.dataDirectory().toString())
                .withFix("look at the log, make room on the disk, and start the server again");
    }

    /** A server that was told to stop, and did so in order, has not failed: it ends with 0. */
    private static Thread drainOnSignal(ValidationServer server) {
        Runnable stop = () -> {
            server.close();
            Runtime.getRuntime().halt(ExitCode.OK.number());
        };
        Thread drain = new Thread(stop, "mo-drain");
        Runtime.getRuntime().addShutdownHook(drain);
        return drain;
    }

    /** What other commands read from the environment is no setting of the server. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeAll(List.of("MO_PIN", "MO_STACKTRACE"));
        return environment;
    }

    private static void announce(Console console, Endpoint endpoint, Path dataDirectory) {
        String url = "https://" + endpoint.host() + ":" + endpoint.port();
        console.print(
                Event.named("ready")
                        .with("url", url)
                        .with("host", endpoint.host())
                        .with("port", endpoint.port())
                        .with("validator_id", endpoint.validatorId())
                        .with("tls_pin", endpoint.tlsPin())
                        .with("data_dir", dataDirectory.toString()),
                "ready: " + url + "  validator " + endpoint.validatorId() + "  TLS pin "
                        + endpoint.tlsPin().hex() + "  data in " + dataDirectory);
    }
}
