package org.mopay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MachineTimesTest {
    @Test
    void countsEverythingButIdlenessAndWaitingAsBusy() {
        MachineTimes read =
                MachineTimes.parse("cpu  10 20 30 400 50 6 7 8 99 98\ncpu0 1 2 3 4 5 6\n");

        assertThat(read).isEqualTo(new MachineTimes(10 + 20 + 30 + 6 + 7 + 8, 531));
    }

    @Test
    void givesOthersWhatTheMeasuredProcessesDidNotHave() {
        MachineTimes before = new MachineTimes(100, 1000);
        MachineTimes after = new MachineTimes(700, 2000);

        assertThat(after.othersSince(before, 500)).isCloseTo(0.1, within(1e-9));
        assertThat(after.othersSince(before, 601)).isZero();
    }
}
