package org.mopay.benchmarks;

import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.error.ProtocolException;
import org.mopay.server.keys.FeeSchedules;
import org.mopay.server.keys.ValidatorInfoPublisher;
import org.mopay.server.keys.ValidatorKeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a new validator makes in its data directory on the first start; the directory is gone. */
record ValidatorDirectory(ValidatorKeys keys, TrustedValidator trusted) {
    private static final long FIXED_FEE = 10;
    private static final int BASIS_POINTS = 50;
    private static final long MINIMUM_FEE = 0;
    private static final long MAXIMUM_FEE = 500;

    static ValidatorDirectory create(
            String id, CryptoProvider crypto, RandomSource random, long now)
            throws ProtocolException {
        try {
            Path directory = Files.createTempDirectory("mo-benchmark");
            try {
                ValidatorKeys keys =
                        ValidatorKeys.loadOrCreate(directory, true, now, crypto, random);
                FeeSchedules fees = FeeSchedules.loadAndUpdate(
                        directory, FIXED_FEE, BASIS_POINTS, MINIMUM_FEE, MAXIMUM_FEE, now);
                return new ValidatorDirectory(
                        keys,
                        new ValidatorInfoPublisher(
                                        directory,
                                        id,
                                        keys,
                                        Map.of("USD", 2),
                                        Map.of(),
                                        fees,
                                        crypto)
                                .current(now));
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(directory)) {
            files = listed.collect(Collectors.toList());
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(directory);
    }
}
