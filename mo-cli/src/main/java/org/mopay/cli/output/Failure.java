package org.mopay.cli.output;

import org.jspecify.annotations.Nullable;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ErrorText;
import org.mopay.core.error.ProtocolException;

/**
 * Why a command failed: a code of the registry, what exactly went wrong here, and one thing to do.
 * {@link ErrorReport} shows it, and the exit status is that of its code, unless what was typed is at
 * fault.
 */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String detail;
    private final String fix;
    private final ExitCode exitCode;

    private Failure(
            ErrorCode code,
            String detail,
            String fix,
            ExitCode exitCode,
            @Nullable Throwable cause) {
        super(code.code() + " " + detail, cause);
        this.code = code;
        this.detail = detail;
        this.fix = fix;
        this.exitCode = exitCode;
    }

    /** A failure with the registry's fix. The detail never holds a secret; it may be empty. */
    public static Failure of(ErrorCode code, String detail) {
        return new Failure(code, detail, ErrorText.of(code).fix(), ExitCode.of(code), null);
    }

    public static Failure of(ErrorCode code, String detail, Throwable cause) {
        return new Failure(code, detail, ErrorText.of(code).fix(), ExitCode.of(code), cause);
    }

    public static Failure of(ProtocolException e) {
        return of(e.code(), e.detail(), e);
    }

    /** What was typed is at fault and not what somebody sent: the command line must be changed. */
    public static Failure ofArgument(ProtocolException e) {
        return new Failure(e.code(), e.detail(), ErrorText.of(e.code()).fix(), ExitCode.USAGE, e);
    }

    /** The same failure with a fix that fits this command better than the registry's. */
    public Failure withFix(String better) {
        return new Failure(code, detail, better, exitCode, getCause());
    }

    public ErrorCode code() {
        return code;
    }

    /** What exactly went wrong; may be empty. */
    public String detail() {
        return detail;
    }

    /** One thing to do about it. */
    public String fix() {
        return fix;
    }

    /** How a command ends that fails so. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
