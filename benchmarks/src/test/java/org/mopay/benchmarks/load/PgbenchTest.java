package org.mopay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;

class PgbenchTest {
    /** As pgbench 15 ends its report. */
    private static final String REPORT = "number of failed transactions: 0 (0.000%)\n"
            + "latency average = 2.659 ms\ninitial connection time = 12.047 ms\n"
            + "tps = 3008.558021 (without initial connection time)\n";

    @Test
    void readsTheRate() throws Exception {
        assertThat(Pgbench.rate(REPORT)).isEqualTo(3008.558021);
    }

    @Test
    void refusesAReportWithoutARate() {
        assertThatThrownBy(() -> Pgbench.rate("pgbench: error: connection failed\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("connection failed");
    }
}
