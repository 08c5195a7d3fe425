package org.mopay.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

class ErrorRegistryTest {
    private static final Path REGISTRY = Path.of("../protocol-spec/registries/errors.csv");

    // cites ERR-01
    @Test
    void theEnumEqualsTheRegistryRowByRow() throws Exception {
        List<String> rows = Files.readAllLines(REGISTRY, StandardCharsets.UTF_8);
        List<String> expected = new ArrayList<>();
        for (String row : rows.subList(1, rows.size())) {
            String[] f = row.split(",");
            expected.add(String.join(",", f[0], f[1], f[2], f[4], f[5]));
        }
        List<String> actual = new ArrayList<>();
        for (ErrorCode code : ErrorCode.values()) {
            actual.add(String.join(
                    ",",
                    code.code(),
                    code.name(),
                    code.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    code.exactForPayee() ? "exact" : "category",
                    Integer.toString(code.httpStatus())));
        }
        assertThat(actual).containsExactlyElementsOf(expected);
    }

    @Test
    void everyCodeHasASentenceAndOneThingToDo() {
        assertThat(Arrays.asList(ErrorCode.values())).allSatisfy(code -> {
            assertThat(ErrorText.of(code).sentence()).endsWith(".");
            assertThat(ErrorText.of(code).fix()).endsWith(".");
            assertThat(ErrorText.of(code).fault()).isNotEmpty();
        });
    }

    @Test
    void aNumberFindsItsCode() {
        assertThat(ErrorCode.ofNumber(6001)).contains(ErrorCode.INSUFFICIENT_FUNDS);
        assertThat(ErrorCode.ofNumber(6999)).isEmpty();
    }
}
