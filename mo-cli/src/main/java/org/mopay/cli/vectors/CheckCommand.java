package org.mopay.cli.vectors;

import com.google.gson.JsonElement;

import org.mopay.cli.output.Console;
import org.mopay.cli.output.ConsoleCommand;
import org.mopay.cli.output.Event;
import org.mopay.cli.output.ExitCode;
import org.mopay.cli.output.Failure;
import org.mopay.cli.vectors.Result.Verdict;
import org.mopay.cli.vectors.outside.Base45Vectors;
import org.mopay.cli.vectors.outside.Ed25519EdgeCases;
import org.mopay.cli.vectors.outside.NoiseVectors;
import org.mopay.cli.vectors.outside.OathVectors;
import org.mopay.cli.vectors.outside.WycheproofVectors;
import org.mopay.cli.vectors.own.OwnVectors;
import org.mopay.core.error.ErrorCode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code mo vectors check}: runs files of test vectors against this implementation. */
@Command(
        name = "check",
        description = "Run files of test vectors against this implementation.",
        footer = {
            "",
            "Example: mo vectors check protocol-spec/vectors/*.json",
            "",
            "What a file holds is told by its content: the vectors of MO/1, Noise (cacophony,",
            "snow), Wycheproof, the Ed25519 edge cases of CCTV, the examples of the OATH and",
            "base45 RFCs. Not applicable is what MO/1 does not have, such as AES-GCM or the Noise",
            "pattern IK, and what it rules otherwise: ECDSA in DER, and with a high S. Ed25519 is",
            "judged by the rule of chapter 2. An X25519 point that shares no secret must be refused.",
            "",
            "Exit status 6: a vector failed, or a file holds none that applies; 2: a file is",
            "missing or is no file of vectors."
        })
public final class CheckCommand extends ConsoleCommand {
    static final List<VectorFormat> FORMATS = List.of(
            new OwnVectors(),
            new NoiseVectors(),
            new WycheproofVectors(),
            new Ed25519EdgeCases(),
            new OathVectors(),
            new Base45Vectors());

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of vectors, in JSON.")
    private List<Path> files = List.of();

    @Override
    protected ExitCode run(Console console) throws Failure {
        List<String> faults = new ArrayList<>();
        boolean failed = false;
        for (Path file : files) {
            Tally tally = check(file, console);
            if (tally.failed() > 0) {
                failed = true;
                faults.add(tally.failed() + " of " + tally.all() + " failed in " + file);
            } else if (tally.passed() == 0) {
                faults.add(
                        "none of " + tally.all() + " is about something that MO/1 has in " + file);
            }
        }
        if (faults.isEmpty()) {
            return ExitCode.OK;
        }
        Failure failure = Failure.of(ErrorCode.VECTORS_FAILED, String.join("; ", faults));
        throw failed ? failure : failure.withFix("give a file of something that MO/1 has");
    }

    private record Tally(long passed, long failed, long notApplicable) {
        static Tally of(List<Result> results) {
            return new Tally(
                    count(results, Verdict.PASSED),
                    count(results, Verdict.FAILED),
                    count(results, Verdict.NOT_APPLICABLE));
        }

        private static long count(List<Result> results, Verdict verdict) {
            return results.stream()
                    .filter(result -> result.verdict() == verdict)
                    .count();
        }

        long all() {
            return passed + failed + notApplicable;
        }
    }

    private static Tally check(Path file, Console console) throws Failure {
        try {
            JsonElement document = JsonDocument.parse(read(file));
            for (VectorFormat format : FORMATS) {
                if (format.recognises(document)) {
                    return report(file, format, format.check(document), console);
                }
            }
        } catch (VectorFormatException e) {
            throw Failure.of(ErrorCode.VECTOR_FILE_INVALID, file + ": " + e.getMessage(), e);
        }
        throw Failure.of(ErrorCode.VECTOR_FILE_INVALID, file + ": of no format that is known");
    }

    private static byte[] read(Path file) throws Failure {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(JsonDocument.MAX_BYTES + 1);
        } catch (IOException e) {
            throw Failure.of(ErrorCode.FILE_UNREADABLE, file.toString(), e);
        }
    }

    private static Tally report(
            Path file, VectorFormat format, List<Result> results, Console console) {
        Tally tally = Tally.of(results);
        Map<String, Long> reasons = new LinkedHashMap<>();
        for (Result result : results) {
            if (result.verdict() == Verdict.NOT_APPLICABLE) {
                reasons.merge(result.reason(), 1L, Long::sum);
            } else if (result.verdict() == Verdict.FAILED) {
                console.print(
                        Event.named("failed")
                                .with("file", file.toString())
                                .with("vector", result.vector())
                                .with("reason", result.reason()),
                        printable("failed: " + file + ": " + result.vector() + ": "
                                + result.reason()));
            }
        }
        console.print(
                Event.named("vectors")
                        .with("file", file.toString())
                        .with("format", format.name())
                        .with("passed", tally.passed())
                        .with("failed", tally.failed())
                        .with("not_applicable", tally.notApplicable()),
                file + " (" + format.name() + "): " + tally.passed() + " passed, "
                        + tally.failed() + " failed, " + tally.notApplicable()
                        + " not applicable");
        reasons.forEach((reason, count) -> console.print(
                Event.named("not-applicable")
                        .with("file", file.toString())
                        .with("reason", reason)
                        .with("vectors", count),
                printable("  not applicable: " + count + ": " + reason)));
        return tally;
    }

    /** A file may hold what a terminal would obey. */
    private static String printable(String line) {
        return line.replaceAll("\\p{Cntrl}", "?");
    }
}
