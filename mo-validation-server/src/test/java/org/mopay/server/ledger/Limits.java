package org.mopay.server.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The registry of limits, as the specification has it. */
final class Limits {
    private Limits() {}

    static long of(String name) throws IOException {
        try (InputStream in =
                        Limits.class.getResourceAsStream("/org/mopay/spec/registries/limits.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.split(",", 3))
                    .filter(columns -> columns[0].equals(name))
                    .mapToLong(columns -> Long.parseLong(columns[1]))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
