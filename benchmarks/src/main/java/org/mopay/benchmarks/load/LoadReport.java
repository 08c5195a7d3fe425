package org.mopay.benchmarks.load;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of one run.
 *
 * @param conditions what it ran on and with, by name
 * @param settledPerSecond the highest rate: the median of one-second rates
 * @param serverMicros CPU of the server a payment at that rate
 * @param stageMicros the same by what its threads are for
 * @param storeMicros CPU of the store's own processes a payment; 0 if it has none
 * @param driverMicros CPU of the driver a payment
 * @param othersShare of the machine that other work had meanwhile, from 0 to 1
 * @param floorMicros what the cryptography alone costs
 * @param disk how soon this disk makes a commit durable with nobody else at it
 * @param rates the phases at given rates
 * @param held what idle and slow clients cost the others, if there were any
 * @param memory of the server at the end
 * @param pgbench what PostgreSQL does on the same machine
 * @param faults payments that were not settled
 */
record LoadReport(
        Map<String, String> conditions,
        double settledPerSecond,
        double serverMicros,
        Map<String, Double> stageMicros,
        double storeMicros,
        double driverMicros,
        double othersShare,
        double floorMicros,
        DiskFloor disk,
        List<Rate> rates,
        Optional<LoadRun.Held> held,
        ProcessMemory memory,
        Pgbench.Result pgbench,
        long faults) {
    private static final double HALF = 0.5;

    /** Latencies at one rate, from the time when each payment was due. */
    record Rate(
            double share,
            double perSecond,
            double p50,
            double p99,
            double p999,
            double highest,
            long unsent) {
        static Rate of(double share, double perSecond, FlowResult result) {
            return new Rate(
                    share,
                    perSecond,
                    result.latencyMillis(50),
                    result.latencyMillis(99),
                    result.latencyMillis(99.9),
                    result.highestMillis(),
                    result.unsent());
        }
    }

    double cpuOverFloor() {
        return serverMicros / floorMicros;
    }

    Optional<Double> ratioToPgbench() {
        return pgbench.perSecond().map(rate -> settledPerSecond / rate);
    }

    /** The 99th percentile at half of the highest rate. */
    Optional<Double> p99AtHalf() {
        return rates.stream()
                .filter(rate -> rate.share() == HALF)
                .map(Rate::p99)
                .findFirst();
    }

    String json() {
        JsonObject json = new JsonObject();
        json.addProperty("settled_per_s", rounded(settledPerSecond));
        add(json, "pgbench_tps", pgbench.perSecond());
        add(json, "ratio_pgbench", ratioToPgbench());
        json.addProperty("server_cpu_us", rounded(serverMicros));
        json.addProperty("crypto_floor_us", rounded(floorMicros));
        json.addProperty("cpu_over_floor", rounded(cpuOverFloor()));
        add(json, "p99_ms_at_half", p99AtHalf());
        json.addProperty("disk_p99_ms", rounded(disk.p99()));
        json.addProperty("disk_max_ms", rounded(disk.highest()));
        json.addProperty("rss_mb", rounded(memory.resident()));
        json.addProperty("rss_highest_mb", rounded(memory.highest()));
        json.addProperty("store_cpu_us", rounded(storeMicros));
        json.addProperty("driver_cpu_us", rounded(driverMicros));
        json.addProperty("others_cpu_share", rounded(othersShare));
        json.addProperty("faults", faults);
        JsonObject stages = new JsonObject();
        stageMicros.forEach((stage, micros) -> stages.addProperty(stage, rounded(micros)));
        json.add("cpu_by_stage_us", stages);
        JsonArray list = new JsonArray();
        rates.forEach(rate -> list.add(json(rate)));
        json.add("rates", list);
        held.ifPresent(others -> {
            json.addProperty("held_idle", others.idle());
            json.addProperty("held_slow", others.slow());
            json.addProperty("held_cut", others.cut());
            json.addProperty("held_rate_ratio", rounded(others.ratio()));
        });
        json.addProperty("pgbench", pgbench.note());
        conditions.forEach(json::addProperty);
        return new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(json) + "\n";
    }

    private static JsonObject json(Rate rate) {
        JsonObject json = new JsonObject();
        json.addProperty("share", rate.share());
        json.addProperty("per_s", rounded(rate.perSecond()));
        json.addProperty("p50_ms", rounded(rate.p50()));
        json.addProperty("p99_ms", rounded(rate.p99()));
        json.addProperty("p999_ms", rounded(rate.p999()));
        json.addProperty("max_ms", rounded(rate.highest()));
        json.addProperty("unsent", rate.unsent());
        return json;
    }

    private static void add(JsonObject json, String name, Optional<Double> value) {
        if (value.isPresent()) {
            json.addProperty(name, rounded(value.get()));
        } else {
            json.add(name, JsonNull.INSTANCE);
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        line(table, "settled payments/s", settledPerSecond, "median of seconds, closed loop");
        if (pgbench.perSecond().isPresent()) {
            line(table, "pgbench transactions/s", pgbench.perSecond().get(), pgbench.note());
        } else {
            text(table, "pgbench transactions/s", "-", pgbench.note());
        }
        ratioToPgbench().ifPresent(ratio -> line(table, "payments / pgbench", ratio, ""));
        line(table, "server CPU, us/payment", serverMicros, "at the highest rate");
        stageMicros.forEach((stage, micros) -> line(table, "  " + stage, micros, ""));
        line(table, "cryptographic floor, us", floorMicros, "two checks, two MACs, seal, OTP");
        line(table, "CPU / floor", cpuOverFloor(), "");
        line(table, "store's CPU, us/payment", storeMicros, "of processes of its own");
        line(table, "driver CPU, us/payment", driverMicros, "beside the server");
        line(table, "machine taken by others, %", 100 * othersShare, "0 or so, or do it again");
        line(table, "disk, p99 ms", disk.p99(), "of one commit, alone on this disk");
        line(table, "  highest", disk.highest(), "no answer is sooner than its commit");
        line(table, "server memory, MB", memory.resident(), "VmRSS at the end");
        line(table, "  highest", memory.highest(), "VmHWM");
        held.ifPresent(others -> line(
                table,
                "rate with others held",
                others.ratio(),
                "of that without: " + others.idle() + " idle, " + others.slow() + " slow"));
        text(table, "payments not settled", Long.toString(faults), "in all phases");
        table.append(String.format(
                Locale.ROOT,
                "%n%8s %10s %9s %9s %9s %9s%n",
                "share",
                "payments/s",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "max ms"));
        for (Rate rate : rates) {
            table.append(String.format(
                    Locale.ROOT,
                    "%7.0f%% %10.0f %9.2f %9.2f %9.2f %9.2f%s%n",
                    rate.share() * 100,
                    rate.perSecond(),
                    rate.p50(),
                    rate.p99(),
                    rate.p999(),
                    rate.highest(),
                    rate.unsent() == 0 ? "" : "  (" + rate.unsent() + " never sent)"));
        }
        table.append(System.lineSeparator());
        conditions.forEach((name, value) -> text(table, name, value, ""));
        return table.toString();
    }

    private static void line(StringBuilder table, String name, double value, String note) {
        text(table, name, String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value), note);
    }

    private static void text(StringBuilder table, String name, String value, String note) {
        table.append(String.format(Locale.ROOT, "%-28s %10s", name, value));
        table.append(note.isEmpty() ? "" : "  " + note).append(System.lineSeparator());
    }
}
