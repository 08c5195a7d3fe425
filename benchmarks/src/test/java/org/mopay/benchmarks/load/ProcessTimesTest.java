package org.mopay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

class ProcessTimesTest {
    /** A line of proc(5): user time 1234, system time 66, and a name that could mislead. */
    private static final String STAT =
            "4711 (mo (http) 7-1) S 1 2 3 0 -1 4194560 100 0 5 0 1234 66 9 8 20 0 17 0 99 1 2";

    @Test
    void readsTimesBehindANameThatHoldsParenthesesAndSpaces() {
        assertThat(ProcessTimes.name(STAT)).isEqualTo("mo (http) 7-1");
        assertThat(ProcessTimes.ticks(STAT)).isEqualTo(1300);
    }

    @Test
    void knowsWhatThreadsAreFor() {
        assertThat(ProcessTimes.stage("mo-http-1-2")).isEqualTo("http");
        assertThat(ProcessTimes.stage("mo-validation-")).isEqualTo("validation");
        assertThat(ProcessTimes.stage("ledger-writer")).isEqualTo("ledger");
        assertThat(ProcessTimes.stage("mo-answer-1")).isEqualTo("answers");
        assertThat(ProcessTimes.stage("C2 CompilerThre")).isEqualTo("compiler");
        assertThat(ProcessTimes.stage("G1 Conc#0")).isEqualTo("collector");
        assertThat(ProcessTimes.stage("main")).isEqualTo("rest");
    }

    @Test
    void takesTheDifferenceInMicroseconds() {
        ProcessTimes before = new ProcessTimes(100, Map.of("http", 40L));
        ProcessTimes after = new ProcessTimes(350, Map.of("http", 140L, "ledger", 30L));

        assertThat(after.microsSince(before)).isEqualTo(2_500_000);
        assertThat(after.microsByStageSince(before))
                .containsExactlyInAnyOrderEntriesOf(Map.of("http", 1_000_000L, "ledger", 300_000L));
    }
}
