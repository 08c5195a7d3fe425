package org.mopay.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mopay.benchmarks.load.Storage;
import org.mopay.benchmarks.load.Workspace;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.server.crypto.NativeCryptoProvider;

import java.util.SplittableRandom;

/** A short campaign; {@code benchmarks/run crash} is the long one. */
class CrashIT {
    private static final int KILLS = Integer.getInteger("mo.kills", 20);

    private final long seed = Long.getLong("mo.seed", new SplittableRandom().nextLong() >>> 1);

    @Test
    void forgetsNothingThatItAcknowledgedWhenItIsKilled() throws Exception {
        System.out.println("crash campaign with -Dmo.seed=" + seed);
        CryptoProvider crypto = NativeCryptoProvider.find(CrashIT.class.getClassLoader());
        try (Workspace workspace = Workspace.create("mo-crash")) {
            CrashReport report = CrashRun.run(
                    workspace, Storage.sqlite(), crypto, seed, KILLS, System.out::println);

            System.out.print(report);
            assertThat(report.findings()).isEmpty();
            assertThat(report.lost()).isZero();
            assertThat(report.doubled()).isZero();
            assertThat(report.kills()).isEqualTo(KILLS);
            assertThat(report.acknowledged()).isPositive();
        }
    }
}
