package org.mopay.cli.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Where a command speaks. Data goes to standard output: as text, or with {@code --json} as one
 * object a line and nothing else. Talk goes to standard error, and only when a person is there to
 * read it. Lines of several threads never mix.
 */
public final class Console {
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;

    public Console(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /** Whether the command was asked for JSON. */
    public boolean isJson() {
        return json;
    }

    /** Whether somebody reads the talk. */
    public boolean isTalking() {
        return !json && Streams.errorIsTerminal();
    }

    /** Prints data: the event with {@code --json}, else the lines. */
    public void print(Event event, String... lines) {
        print(event, List.of(lines));
    }

    public synchronized void print(Event event, List<String> lines) {
        if (json) {
            out.println(event.toJson());
        } else {
            lines.forEach(out::println);
        }
        out.flush();
    }

    /** Prints one of very many events, as JSON whether that was asked for or not. */
    public synchronized void stream(Event event) {
        out.println(event.toJson());
    }

    /**
     * Sends what was streamed.
     *
     * @return whether all of it could be written
     */
    public synchronized boolean finish() {
        return !out.checkError();
    }

    /** Tells a person what goes on; nobody else needs it. */
    public synchronized void talk(String line) {
        if (isTalking()) {
            err.println(line);
            err.flush();
        }
    }

    /** Draws on the terminal, for a person or a camera in front of it. */
    public synchronized void picture(Picture picture) {
        if (isTalking()) {
            picture.lines(Streams.errorHasColours()).forEach(err::println);
            err.flush();
        }
    }

    /** What can be drawn in lines of text. */
    public interface Picture {
        /** The lines, with colours or without. */
        List<String> lines(boolean colours);
    }

    /**
     * Asks a person, or nothing when no person is there.
     *
     * @return the answer without its line break, or nothing
     */
    public Optional<String> ask(String question) throws IOException {
        if (!isTalking() || !Streams.inputIsTerminal()) {
            return Optional.empty();
        }
        synchronized (this) {
            err.print(question);
            err.flush();
        }
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return Optional.ofNullable(input.readLine());
    }

    /** Asks for a secret, which is not echoed; nothing when no terminal is there. */
    public Optional<String> askSecret(String question) {
        if (!isTalking() || !Streams.inputIsTerminal()) {
            return Optional.empty();
        }
        return Optional.ofNullable(System.console())
                .map(terminal -> terminal.readPassword("%s", question))
                .map(String::new);
    }

    /** Reports a failure and says how the command ends. */
    public synchronized ExitCode fail(Throwable thrown) {
        ErrorReport report = ErrorReport.of(thrown);
        if (json) {
            out.println(report.event().toJson());
            out.flush();
        } else {
            List<String> lines = report.lines();
            boolean colours = Streams.errorHasColours();
            err.println(colours ? RED + lines.get(0) + PLAIN : lines.get(0));
            lines.subList(1, lines.size()).forEach(err::println);
            err.flush();
        }
        ExitCode code = report.exitCode();
        if (code == ExitCode.INTERNAL && System.getenv("MO_STACKTRACE") != null) {
            thrown.printStackTrace(err);
        }
        return code;
    }
}
