package org.mopay.cli.phone;

import org.mopay.cli.host.LocalPhone;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.Failure;
import org.mopay.core.Phone;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Gets the user's yes, and the PIN that proves it. */
final class Consent {
    private final Console console;
    private final boolean yes;

    /**
     * Asks on this console.
     *
     * @param yes whether the user has said yes beforehand
     */
    Consent(Console console, boolean yes) {
        this.console = console;
        this.yes = yes;
    }

    /** Asks, unless the user has said yes. */
    void confirm(String question, String verb) throws Failure {
        if (yes) {
            return;
        }
        Optional<String> answer;
        try {
            answer = console.ask(question + " [y/N] ");
        } catch (IOException e) {
            answer = Optional.empty();
        }
        if (answer.isEmpty()) {
            throw Failure.of(ErrorCode.DECLINED, "there is no terminal to ask the user on")
                    .withFix("add --yes to " + verb + " without being asked");
        }
        String word = answer.get().trim().toLowerCase(Locale.ROOT);
        if (!word.equals("y") && !word.equals("yes")) {
            throw Failure.of(ErrorCode.DECLINED, "you have declined")
                    .withFix("answer y to " + verb);
        }
    }

    /** The phone's PIN; empty for a phone that needs none. */
    String pin(LocalPhone phone, Pin pin) throws Failure, ProtocolException {
        if (!phone.step(Phone::needsPin)) {
            return "";
        }
        return pin.ask(console)
                .orElseThrow(() -> Failure.of(ErrorCode.DECLINED, "this phone needs its PIN")
                        .withFix("set MO_PIN in the environment"));
    }
}
