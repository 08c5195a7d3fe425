package org.mopay.cli.otp;

import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.cli.qr.TerminalQr;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.otp.HmacAlgorithm;
import org.mopay.core.otp.OtpAuthUri;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.security.SecureRandom;

/** {@code mo otp uri}. */
@Command(
        name = "uri",
        description = {
            "Make a TOTP secret, shown as a link and a QR code that authenticator apps scan.",
            "Whoever sees the link can make its codes."
        })
final class OtpUriCommand extends ConsoleCommand {
    /** Bytes; RFC 4226 recommends 160 bits. */
    private static final int SECRET_SIZE = 20;

    @Parameters(paramLabel = "ACCOUNT", description = "Whose codes they are.")
    private String account;

    @Option(
            names = "--issuer",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Who asks for the codes, such as the validator's name.")
    private String issuer;

    @Option(
            names = "--algorithm",
            defaultValue = "SHA1",
            description =
                    "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); many apps know SHA1"
                            + " only.")
    private HmacAlgorithm algorithm;

    @Option(
            names = "--digits",
            defaultValue = "6",
            description = "6, 7 or 8 (default: ${DEFAULT-VALUE}).")
    private int digits;

    @Option(
            names = "--period",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long a code is good for (default: ${DEFAULT-VALUE}).")
    private long period;

    @Override
    protected ExitCode run(Console console) throws Failure {
        SecretBytes secret = RandomSource.of(new SecureRandom()).secret(SECRET_SIZE);
        String link;
        try {
            link = new OtpAuthUri(
                            OtpAuthUri.Kind.TOTP,
                            issuer,
                            account,
                            secret,
                            algorithm,
                            digits,
                            period)
                    .text();
        } catch (IllegalArgumentException e) {
            throw Failure.of(ErrorCode.USAGE, String.valueOf(e.getMessage()), e)
                    .withFix("`mo otp uri --help`; names have no colon");
        }
        console.print(Event.named("otp_uri").with("account", account).with("uri", link), link);
        console.picture(colour -> TerminalQr.lines(link, colour));
        return ExitCode.OK;
    }
}
