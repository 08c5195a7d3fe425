package org.mopay.cli.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;

/** A file of vectors that nobody vouches for, as a target for {@code ./fuzz vectors}. */
public final class VectorFileFuzz {
    private VectorFileFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            JsonElement document = JsonDocument.parse(input);
            for (VectorFormat format : CheckCommand.FORMATS) {
                if (format.recognises(document)) {
                    assertThat(format.check(document)).doesNotContainNull();
                }
            }
        } catch (VectorFormatException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }
}
