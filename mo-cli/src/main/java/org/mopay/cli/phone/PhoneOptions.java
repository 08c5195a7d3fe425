package org.mopay.cli.phone;

import org.mopay.cli.host.LocalPhone;
import org.mopay.cli.output.Failure;
import org.mopay.core.error.ProtocolException;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;

/** What every phone's command takes. */
final class PhoneOptions {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            required = true,
            description = "The phone's directory.")
    private Path directory;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long to try to reach the validator, at least 1"
                    + " (default: ${DEFAULT-VALUE}).")
    private int wait;

    Path directory() {
        return directory;
    }

    Duration patience() {
        return Duration.ofSeconds(Math.max(1, wait));
    }

    LocalPhone open() throws Failure, ProtocolException {
        return LocalPhone.open(directory, patience());
    }
}
