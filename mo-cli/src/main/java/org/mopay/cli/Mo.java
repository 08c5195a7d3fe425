package org.mopay.cli;

import org.mopay.cli.demo.DemoCommand;
import org.mopay.cli.explain.ExplainCommand;
import org.mopay.cli.inspect.InspectCommand;
import org.mopay.cli.ledger.LedgerCommand;
import org.mopay.cli.operator.OperatorCommand;
import org.mopay.cli.otp.OtpCommand;
import org.mopay.cli.output.CommandGroup;
import org.mopay.cli.phone.PhoneCommand;
import org.mopay.cli.server.ServerCommand;
import org.mopay.cli.vectors.VectorsCommand;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code mo} command: only its subcommands do something. */
@Command(
        name = "mo",
        description = "Two phones pay each other, and a validation server settles it.",
        versionProvider = Mo.Version.class,
        subcommands = {
            DemoCommand.class,
            ServerCommand.class,
            OperatorCommand.class,
            LedgerCommand.class,
            PhoneCommand.class,
            InspectCommand.class,
            ExplainCommand.class,
            OtpCommand.class,
            VectorsCommand.class
        },
        footer = {
            "",
            "Exit status: 0 done, 1 internal fault, 2 usage, 3 refused, 4 unreachable,",
            "5 threshold missed, 6 integrity failure."
        })
final class Mo extends CommandGroup {

    /** The version of the jar this runs from. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Mo.class.getPackage().getImplementationVersion();
            return new String[] {"mo " + (version == null ? "development" : version)};
        }
    }
}
