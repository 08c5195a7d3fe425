package org.mopay.cli.phone;

import org.mopay.cli.output.Console;

import picocli.CommandLine.Option;

import java.util.Optional;

/** Where the user's PIN comes from: the environment, or the terminal; the flag is for tests. */
final class Pin {
    private static final String VARIABLE = "MO_PIN";

    @Option(names = "--pin", paramLabel = "PIN", hidden = true)
    private String flag = "";

    /** The PIN that was given without asking. */
    Optional<String> given() {
        String variable = System.getenv(VARIABLE);
        if (!flag.isEmpty()) {
            return Optional.of(flag);
        }
        return variable == null || variable.isEmpty() ? Optional.empty() : Optional.of(variable);
    }

    /** The PIN, asked for if it was not given; nothing when nobody can be asked. */
    Optional<String> ask(Console console) {
        Optional<String> given = given();
        return given.isPresent() ? given : console.askSecret("PIN: ");
    }
}
