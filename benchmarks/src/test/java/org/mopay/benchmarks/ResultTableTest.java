package org.mopay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class ResultTableTest {
    @Test
    void showsEachBenchmarkBesideItsFloorAndItsPeer() {
        ResultTable table = new ResultTable(List.of(
                new Measurement("Handshake", "xk", 440, 0.01),
                new Measurement("Handshake", "xkFloor", 400, 0.02),
                new Measurement("Handshake", "xx", 450.4, 0.014),
                new Measurement("Handshake", "xxFloor", 400, 0.02),
                new Measurement("Handshake", "xxNoiseJava", 1351.2, 0.1)));

        assertThat(table.toString().lines().skip(2))
                .containsExactly(
                        "| Handshake xk | 440 | 1% | Floor | 400 | 2% | 1.10 |",
                        "| Handshake xx | 450 | 1% | Floor | 400 | 2% | 1.13 |",
                        "| Handshake xx | 450 | 1% | NoiseJava | 1351 | 10% | 0.33 |");
    }

    @Test
    void pairsOnlyWithinOneClassAndAtAWord() {
        ResultTable table = new ResultTable(List.of(
                new Measurement("Otp", "hotp", 2, 0),
                new Measurement("Otp", "hotplate", 1, 0),
                new Measurement("Tea", "hotpFloor", 1, 0)));

        assertThat(table.toString().lines().skip(2))
                .containsExactly(
                        "| Otp hotp | 2.00 | 0% | | | | |",
                        "| Otp hotplate | 1.00 | 0% | | | | |",
                        "| Tea hotpFloor | 1.00 | 0% | | | | |");
    }
}
