package org.mopay.cli.otp;

import org.mopay.cli.output.CommandGroup;

import picocli.CommandLine.Command;

/** {@code mo otp}. */
@Command(
        name = "otp",
        description = "Be an authenticator app: make otpauth:// links and the codes of one.",
        subcommands = {OtpUriCommand.class, OtpCodeCommand.class})
public final class OtpCommand extends CommandGroup {}
