package org.mopay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class ArrivalsTest {
    private static final int COUNT = 100_000;

    private final Arrivals arrivals = Arrivals.atRate(1000, COUNT, 7);

    private long gap(int payment) {
        return arrivals.dueNanos(payment) - arrivals.dueNanos(payment - 1);
    }

    @Test
    void comesInOrderAtTheMeanRate() {
        assertThat(IntStream.range(1, COUNT).allMatch(i -> gap(i) >= 0)).isTrue();
        assertThat(arrivals.dueNanos(COUNT - 1) / 1e9).isCloseTo(100, within(2.0));
    }

    /** Of exponential gaps, the share e^-1 is longer than the mean one. */
    @Test
    void comesAtRandom() {
        long longer = IntStream.range(1, COUNT).filter(i -> gap(i) > 1_000_000).count();

        assertThat(longer / (double) COUNT).isCloseTo(Math.exp(-1), within(0.01));
    }

    @Test
    void followsFromTheSeed() {
        assertThat(Arrivals.atRate(1000, COUNT, 7).dueNanos(COUNT - 1))
                .isEqualTo(arrivals.dueNanos(COUNT - 1))
                .isNotEqualTo(Arrivals.atRate(1000, COUNT, 8).dueNanos(COUNT - 1));
    }

    @Test
    void isAlwaysDueWhenOnlyAnswersAreWaitedFor() {
        assertThat(Arrivals.whenAnswered().dueNanos(COUNT)).isZero();
    }
}
