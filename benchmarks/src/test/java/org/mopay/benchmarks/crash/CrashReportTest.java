package org.mopay.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

class CrashReportTest {
    private static CrashReport report(long lost, long doubled, List<Double> restarts) {
        return new CrashReport(
                Map.of("seed", "9"), 20, 3, 100, 90, 10, lost, doubled, restarts, List.of());
    }

    @Test
    void isSoundOnlyWithoutLossAndDoubling() {
        assertThat(report(0, 0, List.of(1.0)).isSound()).isTrue();
        assertThat(report(1, 0, List.of(1.0)).isSound()).isFalse();
        assertThat(report(0, 1, List.of(1.0)).isSound()).isFalse();
    }

    @Test
    void takesTheTimeThatNinetyNineOfAHundredRestartsDoNotExceed() {
        List<Double> hundred = IntStream.rangeClosed(1, 100)
                .mapToObj(Double::valueOf)
                .collect(Collectors.toList());

        assertThat(report(0, 0, hundred).restartPercentile()).isEqualTo(99);
        assertThat(report(0, 0, List.of(5.0, 3.0)).restartPercentile()).isEqualTo(5);
    }

    @Test
    void saysWhenRestartsTakeTooLong() {
        List<Double> slow = DoubleStream.of(100, 3000).boxed().collect(Collectors.toList());

        assertThat(report(0, 0, slow).restartsInTime()).isFalse();
        assertThat(report(0, 0, List.of(2999.0)).restartsInTime()).isTrue();
    }

    @Test
    void writesTheAgreedKeys() {
        JsonObject json =
                JsonParser.parseString(report(0, 0, List.of(1200.4)).json()).getAsJsonObject();

        assertThat(json.get("kills").getAsInt()).isEqualTo(20);
        assertThat(json.get("acknowledged").getAsInt()).isEqualTo(90);
        assertThat(json.get("lost").getAsInt()).isZero();
        assertThat(json.get("doubled").getAsInt()).isZero();
        assertThat(json.get("restart_p99_ms").getAsInt()).isEqualTo(1200);
        assertThat(json.get("seed").getAsString()).isEqualTo("9");
    }
}
