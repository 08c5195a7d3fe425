package org.mopay.cli.otp;

import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.otp.OtpAuthUri;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;

/** {@code mo otp code}. */
@Command(name = "code", description = "Show the code of an otpauth:// link.")
final class OtpCodeCommand extends ConsoleCommand {
    @Parameters(paramLabel = "LINK", description = "otpauth://totp/... or otpauth://hotp/...")
    private String link;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "-1",
            description = "Since the Unix epoch (default: now).")
    private long time;

    @Override
    protected ExitCode run(Console console) throws Failure {
        OtpAuthUri uri;
        try {
            uri = OtpAuthUri.parse(link);
        } catch (ProtocolException e) {
            throw Failure.ofArgument(e).withFix("give a whole link, as `mo otp uri` makes it");
        }
        String code = uri.code(time < 0 ? Instant.now() : Instant.ofEpochSecond(time));
        console.print(Event.named("otp_code").with("code", code), code);
        return ExitCode.OK;
    }
}
