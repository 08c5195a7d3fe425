package org.mopay.benchmarks.load;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;

/** {@code --store}, for every command that starts a server. */
public final class StorageOption {
    /** What a command ends with that finds no PostgreSQL: as {@code mo} when nobody answers. */
    public static final int UNREACHABLE = 4;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--store",
            defaultValue = "sqlite",
            paramLabel = "sqlite|postgres",
            description = "Where the ledger is kept; postgres: in one that is started for it.")
    private String name;

    /** There is no PostgreSQL to start. */
    public static final class NotInstalled extends Exception {
        private static final long serialVersionUID = 1;

        NotInstalled() {
            super("PostgreSQL is not installed: no initdb, postgres and pgbench in"
                    + " /usr/lib/postgresql/*/bin; install Debian's postgresql, or leave out"
                    + " --store");
        }
    }

    /** Gets the store ready. */
    public Storage open(Workspace workspace)
            throws NotInstalled, IOException, InterruptedException {
        switch (name) {
            case "sqlite":
                return Storage.sqlite();
            case "postgres":
                return Storage.postgres(workspace).orElseThrow(NotInstalled::new);
            default:
                throw new ParameterException(spec.commandLine(), "no store is called " + name);
        }
    }
}
