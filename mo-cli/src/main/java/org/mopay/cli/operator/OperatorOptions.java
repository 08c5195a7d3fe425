package org.mopay.cli.operator;

import org.mopay.cli.http.OperatorClient;
import org.mopay.cli.output.Failure;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;

/** What every operator's command takes. */
final class OperatorOptions {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "mo-data",
            description = "The server's data directory (default: ${DEFAULT-VALUE}).")
    private Path dataDirectory;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long to try to reach the server (default: ${DEFAULT-VALUE}).")
    private int wait;

    OperatorClient client() throws Failure {
        return new ServerDirectory(dataDirectory).client(Duration.ofSeconds(wait));
    }
}
