package org.mopay.server.keys;

import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.FeeSchedule;
import org.mopay.proto.v1.Rounding;
import org.mopay.server.file.DurableFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fee schedules by version. What was once published is never changed: a new setting becomes a
 * new version, and the one before it stays valid for another day, so that phones that have not yet
 * heard of it can still be paid. Kept in {@code fee-schedules}, a line a version: {@code version,
 * fixed, basis points, minimum, maximum, not before}.
 */
public final class FeeSchedules {
    private static final String FILE = "fee-schedules";
    private static final long OVERLAP = 86_400;
    private static final int FIELDS = 6;

    private final List<long[]> versions;

    private FeeSchedules(List<long[]> versions) {
        this.versions = versions;
    }

    /** The schedules of a data directory with the present setting as their newest version. */
    public static FeeSchedules loadAndUpdate(
            Path directory, long fixed, int basisPoints, long minimum, long maximum, long now)
            throws ProtocolException {
        Path file = directory.resolve(FILE);
        try {
            List<long[]> versions = read(file);
            long[] newest =
                    versions.isEmpty() ? new long[FIELDS] : versions.get(versions.size() - 1);
            long[] wanted = {newest[0] + 1, fixed, basisPoints, minimum, maximum, now};
            boolean same = Arrays.mismatch(newest, 1, FIELDS - 1, wanted, 1, FIELDS - 1) < 0;
            if (versions.isEmpty() || !same) {
                versions.add(wanted);
                DurableFile.write(file, text(versions).getBytes(StandardCharsets.US_ASCII));
            }
            return new FeeSchedules(versions);
        } catch (IOException | NumberFormatException e) {
            throw new ProtocolException(
                    ErrorCode.CONFIG_INVALID, file + " can't be read or written", e);
        }
    }

    private static List<long[]> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new ArrayList<>();
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
            return lines.map(line -> Arrays.stream(line.split(","))
                            .mapToLong(Long::parseLong)
                            .toArray())
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }

    private static String text(List<long[]> versions) {
        return versions.stream()
                .map(version -> Arrays.stream(version)
                                .mapToObj(Long::toString)
                                .collect(Collectors.joining(","))
                        + "\n")
                .collect(Collectors.joining());
    }

    /** All versions for one asset, oldest first. */
    public List<FeeSchedule> forAsset(String asset, long expiresAt) {
        List<FeeSchedule> schedules = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            long[] version = versions.get(i);
            boolean newest = i == versions.size() - 1;
            schedules.add(FeeSchedule.newBuilder()
                    .setVersion((int) version[0])
                    .setAsset(asset)
                    .setFixed(version[1])
                    .setBasisPoints((int) version[2])
                    .setMinimum(version[3])
                    .setMaximum(version[4])
                    .setRounding(Rounding.ROUNDING_HALF_UP)
                    .setNotBefore(version[5])
                    .setNotAfter(newest ? expiresAt : versions.get(i + 1)[5] + OVERLAP)
                    .build());
        }
        return Collections.unmodifiableList(schedules);
    }
}
