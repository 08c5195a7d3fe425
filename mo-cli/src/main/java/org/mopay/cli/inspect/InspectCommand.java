package org.mopay.cli.inspect;

import org.jspecify.annotations.Nullable;
import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code mo inspect}: decodes any message of MO/1 and shows it field by field. */
@Command(
        name = "inspect",
        description = "Decode a message field by field: a link, a QR text, base64, hex or a file.",
        footer = {
            "",
            "Example: mo inspect mo://pay/CAESD...",
            "",
            "What fits no type is refused, and it is said where it breaks. Secrets are not shown."
        })
public final class InspectCommand extends ConsoleCommand {
    private static final int MAX_INPUT = 1 << 20;
    private static final String STANDARD_INPUT = "-";
    private static final int SHOWN_MISFITS = 5;

    @Parameters(
            paramLabel = "FILE|TEXT|-",
            arity = "0..1",
            defaultValue = STANDARD_INPUT,
            description = "A file, the text itself, or - for standard input (the default).")
    private String input = STANDARD_INPUT;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Read it as this type of registries/messages.csv, such as engagement.")
    private @Nullable String type;

    @Override
    protected ExitCode run(Console console) throws Failure, ProtocolException {
        List<Transcription> ways = read();
        if (ways.get(0).bytes().isEmpty()) {
            throw Failure.of(ErrorCode.FILE_UNREADABLE, "the input is empty")
                    .withFix("give a file, a link, a QR text, base64 or hex");
        }
        List<KnownType> types = types(ways.get(0));
        boolean frameWanted = FrameReader.NAME.equals(type);
        for (Transcription way : ways) {
            refuseSecrets(way.bytes());
            if (frameWanted || (type == null && FrameReader.looksLikeFrame(way.bytes()))) {
                List<Line> lines = FrameReader.read(way.bytes());
                print(console, FrameReader.NAME, way, List.of(), lines);
                return ExitCode.OK;
            }
            List<Reading> fitting = Inspection.of(types, way.bytes()).fitting();
            if (!fitting.isEmpty()) {
                Reading best = fitting.get(0);
                List<String> also = fitting.stream()
                        .skip(1)
                        .map(reading -> reading.type().name())
                        .toList();
                print(console, best.type().name(), way, also, best.lines());
                return ExitCode.OK;
            }
        }
        throw refuse(console, types, ways.get(0));
    }

    private List<KnownType> types(Transcription way) throws Failure {
        if (type == null) {
            return way.type().flatMap(KnownType::named).map(List::of).orElse(KnownType.all());
        }
        if (type.equals(FrameReader.NAME)) {
            return List.of();
        }
        Optional<KnownType> named = KnownType.named(type);
        if (named.isEmpty()) {
            String names =
                    KnownType.all().stream().map(KnownType::name).collect(Collectors.joining(", "));
            throw Failure.of(ErrorCode.USAGE, "no message type is called '" + type + "'")
                    .withFix("choose one of " + FrameReader.NAME + ", " + names);
        }
        return List.of(named.get());
    }

    private static void refuseSecrets(Bytes bytes) throws Failure {
        Optional<String> record = StoredRecords.recognise(bytes);
        if (record.isPresent()) {
            throw Failure.of(
                            ErrorCode.UNKNOWN_MESSAGE_TYPE,
                            "this is " + record.get() + ": it holds secrets and is never shown")
                    .withFix("inspect what phones send, not what they keep");
        }
    }

    /** Shows the nearest reading, or where every type breaks, and says what is wrong. */
    private static Failure refuse(Console console, List<KnownType> types, Transcription way) {
        Inspection inspection = Inspection.of(types, way.bytes());
        Optional<Reading> nearest = types.size() == 1 ? inspection.only() : inspection.nearly();
        String fix = "get the message again; `mo inspect --type TYPE` reads it as one type only";
        if (nearest.isPresent()) {
            Reading reading = nearest.get();
            print(console, reading.type().name(), way, List.of(), reading.lines());
            String fault = reading.faults().isEmpty()
                    ? "nothing in it tells its type"
                    : String.join("; ", reading.faults());
            return Failure.of(ErrorCode.MALFORMED_MESSAGE, reading.type().name() + ": " + fault)
                    .withFix(fix);
        }
        List<Inspection.Misfit> misfits = inspection.misfits();
        if (misfits.isEmpty()) {
            return Failure.of(ErrorCode.MALFORMED_MESSAGE, "no message type fits")
                    .withFix(fix);
        }
        int shown = console.isJson() ? misfits.size() : Math.min(SHOWN_MISFITS, misfits.size());
        for (Inspection.Misfit misfit : misfits.subList(0, shown)) {
            Event event = Event.named("misfit")
                    .with("type", misfit.type().name())
                    .with("code", misfit.code().code())
                    .with("offset", misfit.offset())
                    .with("reason", misfit.reason());
            console.print(event, "not " + misfit.type().name() + ": " + misfit.reason());
        }
        Inspection.Misfit first = misfits.get(0);
        return Failure.of(
                        first.code(),
                        "no message type fits " + way.bytes().size() + " bytes (" + way.form()
                                + "); the nearest, " + first.type().name() + ", breaks at "
                                + first.reason())
                .withFix(fix);
    }

    private static void print(
            Console console, String type, Transcription way, List<String> also, List<Line> lines) {
        Event event = Event.named("message")
                .with("type", type)
                .with("form", way.form())
                .with("bytes", way.bytes().size());
        String heading = type + ", " + way.bytes().size() + " bytes, from " + way.form();
        if (also.isEmpty()) {
            console.print(event, heading);
        } else {
            String others = String.join(", ", also);
            console.print(event.with("also", others), heading + "; would also fit: " + others);
        }
        int width = lines.stream().mapToInt(Line::nameWidth).max().orElse(0);
        for (Line line : lines) {
            console.print(line.event(), line.text(width));
        }
    }

    private List<Transcription> read() throws Failure, ProtocolException {
        if (input.equals(STANDARD_INPUT)) {
            return Transcription.ofContent(
                    read("standard input", () -> System.in.readNBytes(MAX_INPUT + 1)));
        }
        Optional<Path> file = file(input);
        if (file.isPresent()) {
            return Transcription.ofContent(read(input, () -> head(file.get())));
        }
        List<Transcription> ways = Transcription.ofText(input);
        if (ways.isEmpty()) {
            throw Failure.of(
                            ErrorCode.FILE_UNREADABLE,
                            "there is no file '" + input + "', and it is no text of a message")
                    .withFix("give a file, a link, a QR text, base64 or hex");
        }
        return ways;
    }

    private interface Source {
        byte[] read() throws IOException;
    }

    private static byte[] read(String name, Source source) throws Failure {
        byte[] content;
        try {
            content = source.read();
        } catch (IOException e) {
            throw Failure.of(ErrorCode.FILE_UNREADABLE, name, e);
        }
        if (content.length > MAX_INPUT) {
            throw Failure.of(
                    ErrorCode.MESSAGE_TOO_LARGE, "more than " + MAX_INPUT + " bytes of input");
        }
        return content;
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_INPUT + 1);
        }
    }

    private static Optional<Path> file(String name) {
        try {
            Path path = Path.of(name);
            return Files.exists(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
