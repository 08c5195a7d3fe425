package org.mopay.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the {@code mo} command. */
@Command(name = "mo", description = "Message-oriented payments.", mixinStandardHelpOptions = true)
public final class Main implements Runnable {

    private Main() {}

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
