package org.mopay.benchmarks.crash;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a campaign found.
 *
 * @param conditions what it ran on and with
 * @param kills how often the server was killed
 * @param early how many of these hit it while it started
 * @param attempted payments that were sent
 * @param acknowledged payments that were answered as settled, at first or when sent again
 * @param unanswered how often a payment had no answer when the server died
 * @param lost acknowledged payments that were gone or decided otherwise
 * @param doubled payments in the ledger beyond the ones that were sent
 * @param restartMillis of each restart, from the process's start to a ready server
 * @param findings in words: of the campaign, and of the check of the ledger
 */
record CrashReport(
        Map<String, String> conditions,
        int kills,
        int early,
        long attempted,
        long acknowledged,
        long unanswered,
        long lost,
        long doubled,
        List<Double> restartMillis,
        List<String> findings) {
    static final double MOST_RESTART_MILLIS = 3000;

    private static final double PERCENTILE = 0.99;

    CrashReport {
        restartMillis = List.copyOf(restartMillis);
        findings = List.copyOf(findings);
    }

    /** Whether every promise was kept. */
    boolean isSound() {
        return lost == 0 && doubled == 0 && findings.isEmpty();
    }

    boolean restartsInTime() {
        return restartPercentile() < MOST_RESTART_MILLIS;
    }

    /** The least time that 99 of 100 restarts did not exceed. */
    double restartPercentile() {
        List<Double> sorted = new ArrayList<>(restartMillis);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(PERCENTILE * sorted.size()) - 1);
    }

    String json() {
        JsonObject json = new JsonObject();
        json.addProperty("kills", kills);
        json.addProperty("kills_while_starting", early);
        json.addProperty("attempted", attempted);
        json.addProperty("acknowledged", acknowledged);
        json.addProperty("unanswered_at_a_kill", unanswered);
        json.addProperty("lost", lost);
        json.addProperty("doubled", doubled);
        json.addProperty("restart_p99_ms", Math.round(restartPercentile()));
        JsonArray list = new JsonArray();
        findings.forEach(list::add);
        json.add("findings", list);
        conditions.forEach(json::addProperty);
        return new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n";
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        line(table, "kills", kills + " (" + early + " while starting)");
        line(table, "payments sent", attempted);
        line(table, "acknowledged", acknowledged);
        line(table, "unanswered at a kill", unanswered);
        line(table, "lost", lost);
        line(table, "doubled", doubled);
        line(table, "restart, p99", Math.round(restartPercentile()) + " ms");
        conditions.forEach((name, value) -> line(table, name, value));
        findings.forEach(finding -> table.append(finding).append(System.lineSeparator()));
        return table.toString();
    }

    private static void line(StringBuilder table, String name, Object value) {
        table.append(String.format(Locale.ROOT, "%-22s %s%n", name, value));
    }
}
