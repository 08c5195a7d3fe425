package org.mopay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FlowResultTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;

    private final FlowResult result = new FlowResult();

    private void settle(int second, int payments) {
        for (int i = 0; i < payments; i++) {
            long now = second * SECOND + 10 * MILLI;
            result.settled(0, now - MILLI, now);
        }
    }

    @Test
    void takesTheMedianOfWholeSeconds() {
        settle(0, 1000);
        settle(1, 30);
        settle(2, 10);
        settle(3, 20);
        settle(4, 5000);

        assertThat(result.medianRate()).isEqualTo(20);
        assertThat(result.settled()).isEqualTo(6060);
    }

    @Test
    void countsASecondWithoutAnyPayment() {
        settle(0, 10);
        settle(1, 30);
        settle(4, 10);

        assertThat(result.medianRate()).isZero();
    }

    @Test
    void hasNoRateWithoutAWholeSecond() {
        settle(0, 10);
        settle(1, 10);

        assertThatThrownBy(result::medianRate).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void measuresFromTheTimeThatWasGiven() {
        for (int i = 1; i <= 1000; i++) {
            result.settled(0, SECOND, SECOND + i * MILLI);
        }

        assertThat(result.latencyMillis(50)).isCloseTo(500, within(1.0));
        assertThat(result.latencyMillis(99)).isCloseTo(990, within(1.0));
        assertThat(result.highestMillis()).isCloseTo(1000, within(1.0));
    }

    @Test
    void keepsTheFirstFaults() {
        for (int i = 0; i < 10; i++) {
            result.failed("fault " + i);
        }

        assertThat(result.failed()).isEqualTo(10);
        assertThat(result.faults()).startsWith("fault 0").hasSize(5);
    }
}
