package org.mopay.cli.output;

import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ErrorText;
import org.mopay.core.error.ProtocolException;

import java.util.ArrayList;
import java.util.List;

/** How every error looks: what happened, its code, the detail, and one thing to do about it. */
final class ErrorReport {
    private final Failure failure;

    private ErrorReport(Failure failure) {
        this.failure = failure;
    }

    /** What is neither a {@link Failure} nor a {@link ProtocolException} is a fault of this program. */
    static ErrorReport of(Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return new ErrorReport(failure);
        }
        if (thrown instanceof ProtocolException peerFault) {
            return new ErrorReport(Failure.of(peerFault));
        }
        return new ErrorReport(Failure.of(ErrorCode.COMMAND_FAILED, thrown.toString(), thrown));
    }

    ExitCode exitCode() {
        return failure.exitCode();
    }

    private String sentence() {
        return ErrorText.of(failure.code()).sentence();
    }

    Event event() {
        Event event = Event.named("error")
                .with("code", failure.code().code())
                .with("message", sentence());
        if (!failure.detail().isEmpty()) {
            event.with("detail", failure.detail());
        }
        return event.with("fix", failure.fix());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("mo: " + sentence() + " [" + failure.code().code() + "]");
        if (!failure.detail().isEmpty()) {
            lines.add("    " + failure.detail());
        }
        lines.add("fix: " + failure.fix());
        return lines;
    }
}
