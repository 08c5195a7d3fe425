package org.mopay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class LoadReportTest {
    private static LoadReport report(Optional<Double> pgbench) {
        return new LoadReport(
                Map.of("store", "sqlite", "seed", "3"),
                9000,
                150,
                Map.of("validation", 80.0, "http", 30.0),
                70,
                25,
                0.02,
                60,
                new DiskFloor(1.25, 40),
                List.of(
                        new LoadReport.Rate(0.25, 2250, 1, 4, 6, 7, 0),
                        new LoadReport.Rate(0.5, 4500, 2, 8, 12, 30, 0)),
                Optional.of(new LoadRun.Held(2000, 500, 8000, 7600, 4)),
                new ProcessMemory(512.4, 520),
                new Pgbench.Result(pgbench, "a note"),
                0);
    }

    private static JsonObject json(LoadReport report) {
        return JsonParser.parseString(report.json()).getAsJsonObject();
    }

    @Test
    void writesTheAgreedKeys() {
        JsonObject json = json(report(Optional.of(3000.0)));

        assertThat(json.get("settled_per_s").getAsDouble()).isEqualTo(9000);
        assertThat(json.get("pgbench_tps").getAsDouble()).isEqualTo(3000);
        assertThat(json.get("ratio_pgbench").getAsDouble()).isEqualTo(3);
        assertThat(json.get("server_cpu_us").getAsDouble()).isEqualTo(150);
        assertThat(json.get("store_cpu_us").getAsDouble()).isEqualTo(70);
        assertThat(json.get("crypto_floor_us").getAsDouble()).isEqualTo(60);
        assertThat(json.get("cpu_over_floor").getAsDouble()).isEqualTo(2.5);
        assertThat(json.get("p99_ms_at_half").getAsDouble()).isEqualTo(8);
        assertThat(json.get("disk_p99_ms").getAsDouble()).isEqualTo(1.25);
        assertThat(json.get("disk_max_ms").getAsDouble()).isEqualTo(40);
        assertThat(json.get("rss_mb").getAsDouble()).isEqualTo(512.4);
        assertThat(json.get("held_rate_ratio").getAsDouble()).isEqualTo(0.95);
        assertThat(json.getAsJsonObject("cpu_by_stage_us").get("http").getAsDouble())
                .isEqualTo(30);
        assertThat(json.getAsJsonArray("rates")).hasSize(2);
        assertThat(json.get("store").getAsString()).isEqualTo("sqlite");
    }

    @Test
    void saysThatThereWasNoPgbench() {
        JsonObject json = json(report(Optional.empty()));

        assertThat(json.get("pgbench_tps").isJsonNull()).isTrue();
        assertThat(json.get("ratio_pgbench").isJsonNull()).isTrue();
        assertThat(report(Optional.empty()).toString()).contains("a note");
    }
}
