package org.mopay.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mopay.core.bytes.Bytes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every input that a fuzzer has started from or found. */
class CorpusTest {

    @ParameterizedTest
    @EnumSource
    void takesEveryKeptInput(FuzzTarget target) throws Exception {
        List<Bytes> inputs = target.inputs();
        assertThat(inputs).hasSizeGreaterThan(target.kept().size());
        for (Bytes input : inputs) {
            assertThatCode(() -> target.run(input.toArray()))
                    .as("%s %s", target.label(), input.hex())
                    .doesNotThrowAnyException();
        }
    }

    /**
     * What has no type of its own in {@code StrictDecodingTest}: cut at every byte, with every bit
     * flipped, and with a byte too many. Of a phone's record, which takes longer, a bit of each.
     */
    @ParameterizedTest
    @EnumSource(names = {"FRAMES", "TEXTS", "HANDSHAKE", "RECORDS"})
    void takesEverySeedHoweverItIsCutOrFlipped(FuzzTarget target) throws Exception {
        int step = target == FuzzTarget.RECORDS ? 3 * 8 + 1 : 1;
        for (Bytes seed : target.seeds()) {
            target.run(Bytes.concat(seed, Bytes.of((byte) 0)).toArray());
            for (int bit = 0; bit < 8 * seed.size(); bit += step) {
                byte[] flipped = seed.toArray();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                target.run(flipped);
                target.run(seed.slice(0, bit / 8).toArray());
            }
        }
    }

    @Test
    void everyKeptInputHasATarget() throws Exception {
        try (Stream<Path> files = Files.list(FuzzTarget.MESSAGES.file().getParent())) {
            assertThat(files)
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(FuzzTarget.values())
                            .map(FuzzTarget::file)
                            .toList());
        }
    }
}
