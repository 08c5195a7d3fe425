package org.mopay.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The process's streams: UTF-8 whatever the locale, and which of them are terminals. */
public final class Streams {
    /** Set by the launcher: 0 if input is a terminal, and 2 if the error stream is one. */
    static final String TERMINALS = "mo.terminals";

    private Streams() {}

    public static PrintWriter standardOutput() {
        return writer(FileDescriptor.out);
    }

    public static PrintWriter standardError() {
        return writer(FileDescriptor.err);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8),
                true);
    }

    static boolean inputIsTerminal() {
        return terminals().contains("0");
    }

    static boolean errorIsTerminal() {
        return terminals().contains("2");
    }

    /** Whether colours are wanted on the error stream (no-color.org). */
    static boolean errorHasColours() {
        String noColour = System.getenv("NO_COLOR");
        return errorIsTerminal() && (noColour == null || noColour.isEmpty());
    }

    private static String terminals() {
        return System.getProperty(TERMINALS, "");
    }
}
