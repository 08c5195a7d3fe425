package org.mopay.cli.explain;

import org.jspecify.annotations.Nullable;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ErrorText;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code mo explain}: an error's sentence, whose fault it is and what to do about it. */
@Command(
        name = "explain",
        description = "Explain an error code: what happened, whose fault it is, what to do.",
        footer = {"", "Example: mo explain MO-6001"})
public final class ExplainCommand extends ConsoleCommand {
    private static final String PREFIX = "MO-";
    private static final int NEAREST = 3;

    @Parameters(
            paramLabel = "MO-nnnn",
            arity = "0..1",
            description = "The code: its number or its name.")
    private @Nullable String code;

    @Option(names = "--list", description = "List every code of the registry.")
    private boolean list;

    @Override
    protected ExitCode run(Console console) throws Failure {
        if ((code == null) != list) {
            throw Failure.of(ErrorCode.USAGE, "give a code such as MO-6001, or --list")
                    .withFix("`mo explain --list`");
        }
        if (code != null) {
            ErrorCode found = find(code);
            console.print(event(found), lines(found));
            return ExitCode.OK;
        }
        for (ErrorCode each : ErrorCode.values()) {
            console.print(event(each), each.code() + "  " + ErrorText.of(each).sentence());
        }
        return ExitCode.OK;
    }

    private static ErrorCode find(String written) throws Failure {
        String wanted = written.toUpperCase(Locale.ROOT);
        Optional<ErrorCode> found = Arrays.stream(ErrorCode.values())
                .filter(code -> code.code().equals(wanted)
                        || code.code().equals(PREFIX + wanted)
                        || code.name().equals(wanted.replace('-', '_')))
                .findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        String digits = wanted.startsWith(PREFIX) ? wanted.substring(PREFIX.length()) : wanted;
        if (!digits.matches("[0-9]{1,6}")) {
            throw Failure.of(ErrorCode.USAGE, "'" + written + "' is no code such as MO-6001")
                    .withFix("`mo explain --list`");
        }
        String nearest = nearest(Integer.parseInt(digits)).stream()
                .map(ErrorCode::code)
                .collect(Collectors.joining(", "));
        throw Failure.of(ErrorCode.USAGE, PREFIX + digits + " is not in the registry")
                .withFix("did you mean one of " + nearest + "? `mo explain --list` shows all");
    }

    private static List<ErrorCode> nearest(int number) {
        return Arrays.stream(ErrorCode.values())
                .sorted(Comparator.comparingInt(code -> Math.abs(code.number() - number)))
                .limit(NEAREST)
                .toList();
    }

    private static Event event(ErrorCode code) {
        ErrorText text = ErrorText.of(code);
        return Event.named("error-code")
                .with("code", code.code())
                .with("name", code.name())
                .with("message", text.sentence())
                .with("kind", kind(code))
                .with("fault", text.fault())
                .with("fix", text.fix())
                .with("payee_may_see", code.exactForPayee())
                .with("http_status", code.httpStatus())
                .with("exit_status", ExitCode.of(code).number())
                .with("specification", SpecChapter.of(code).toString());
    }

    private static List<String> lines(ErrorCode code) {
        ErrorText text = ErrorText.of(code);
        return List.of(
                code.code() + " " + code.name(),
                "",
                "  " + text.sentence(),
                "",
                row("fix", text.fix()),
                row("kind", kind(code) + ": " + meaning(code)),
                row("at fault", text.fault()),
                row("payee sees", code.exactForPayee() ? "this code" : "only a category"),
                row("HTTP status", Integer.toString(code.httpStatus())),
                row("exit status", Integer.toString(ExitCode.of(code).number())),
                row("specified in", SpecChapter.of(code) + "; registries/errors.csv"));
    }

    private static String row(String name, String value) {
        return String.format(Locale.ROOT, "  %-13s %s", name, value);
    }

    private static String kind(ErrorCode code) {
        return code.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String meaning(ErrorCode code) {
        return switch (code.kind()) {
            case FINAL -> "the same message never succeeds";
            case TEMPORARY -> "nothing was decided; the same message may succeed later";
            case USER_ACTION -> "the user can change something and start again";
        };
    }
}
