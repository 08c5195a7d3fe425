package org.mopay.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.mopay.benchmarks.load.Storage;
import org.mopay.benchmarks.load.Workspace;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.server.crypto.NativeCryptoProvider;

import java.util.Optional;
import java.util.SplittableRandom;

/** Short campaigns; {@code benchmarks/run crash} is the long one. */
class CrashIT {
    private static final int KILLS = Integer.getInteger("mo.kills", 20);
    private static final int KILLS_ON_POSTGRES = Math.max(1, KILLS / 4);

    private final long seed = Long.getLong("mo.seed", new SplittableRandom().nextLong() >>> 1);

    @Test
    void forgetsNothingThatItAcknowledgedWhenItIsKilled() throws Exception {
        try (Workspace workspace = Workspace.create("mo-crash");
                Storage storage = Storage.sqlite()) {
            assertForgetsNothing(workspace, storage, KILLS);
        }
    }

    @Test
    void forgetsNothingInPostgres() throws Exception {
        try (Workspace workspace = Workspace.create("mo-crash")) {
            Optional<Storage> postgres = Storage.postgres(workspace);
            assumeTrue(postgres.isPresent(), "PostgreSQL is not installed");
            try (Storage storage = postgres.get()) {
                assertForgetsNothing(workspace, storage, KILLS_ON_POSTGRES);
            }
        }
    }

    private void assertForgetsNothing(Workspace workspace, Storage storage, int kills)
            throws Exception {
        System.out.println("crash campaign with -Dmo.seed=" + seed);
        CryptoProvider crypto = NativeCryptoProvider.find(CrashIT.class.getClassLoader());
        CrashReport report =
                CrashRun.run(workspace, storage, crypto, seed, kills, System.out::println);

        System.out.print(report);
        assertThat(report.findings()).isEmpty();
        assertThat(report.lost()).isZero();
        assertThat(report.doubled()).isZero();
        assertThat(report.kills()).isEqualTo(kills);
        assertThat(report.acknowledged()).isPositive();
    }
}
