package org.mopay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class RatioTest {
    private static Ratio ratio(Ratio.Direction direction, double bound, Double... rounds) {
        return new Ratio("a_over_b", new Ratio.Goal(direction, bound), List.of(rounds));
    }

    @ParameterizedTest
    @CsvSource({
        "AT_MOST, 1.15, true",
        "AT_MOST, 1.05, false",
        "AT_LEAST, 1.05, true",
        "AT_LEAST, 1.15, false",
        "AT_MOST, 1.1, true",
        "AT_LEAST, 1.1, true"
    })
    void holdsTheMedianOfItsRoundsToTheGoal(Ratio.Direction direction, double bound, boolean met) {
        assertThat(ratio(direction, bound, 9.0, 1.1, 1.0).isMet()).isEqualTo(met);
    }

    @Test
    void saysItAllInOneLine() {
        assertThat(ratio(Ratio.Direction.AT_MOST, 1.15, 1.3, 1.1, 1.2))
                .hasToString("a_over_b                    1.20  goal <= 1.15  missed"
                        + " (rounds: 1.30, 1.10, 1.20)");
    }

    @Test
    void writesTheMediansUnderTheirKeys() {
        assertThat(RatiosCommand.json(List.of(
                        ratio(Ratio.Direction.AT_MOST, 1.15, 1.25),
                        ratio(Ratio.Direction.AT_LEAST, 2.8, 3.0))))
                .isEqualTo("{\n  \"a_over_b\": 1.250,\n  \"a_over_b\": 3.000\n}\n");
    }

    @Test
    void measuresEachBenchmarkOfTheRatiosOnce() {
        assertThat(RatiosCommand.benchmarks())
                .hasSize(6)
                .allSatisfy(name -> assertThat(RatiosCommand.DEFINITIONS)
                        .anySatisfy(each -> assertThat(name)
                                .matches(".*[.](" + each.numerator() + "|" + each.denominator()
                                        + ")")));
    }
}
