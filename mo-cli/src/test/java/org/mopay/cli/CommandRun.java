package org.mopay.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * One command line, run in this process as {@code mo} would run it.
 *
 * @param exitStatus the process's exit status
 * @param out what went to standard output
 * @param err what went to the error stream
 */
public record CommandRun(int exitStatus, String out, String err) {

    public static CommandRun of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitStatus = Main.run(new PrintWriter(out), new PrintWriter(err), args);
        return new CommandRun(exitStatus, out.toString(), err.toString());
    }

    /** The lines of standard output. */
    public List<String> lines() {
        return out.lines().toList();
    }
}
