package org.mopay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.server.ledger.LedgerCheck;

import java.nio.file.Path;
import java.util.Optional;

class SeededDirectoryTest {
    private static final int WALLETS = 50;
    private static final int MERCHANTS = 3;
    private static final int PAYMENTS = 5000;

    @TempDir
    private Path directory;

    @Test
    void leavesBooksThatAgree() throws Exception {
        leavesBooksThatAgree(Storage.sqlite());
    }

    @Test
    void leavesBooksThatAgreeInPostgres() throws Exception {
        try (Workspace workspace = Workspace.create("mo-seeded")) {
            Optional<Storage> postgres = Storage.postgres(workspace);
            assumeTrue(postgres.isPresent(), "PostgreSQL is not installed");
            try (Storage storage = postgres.get()) {
                leavesBooksThatAgree(storage);
            }
        }
    }

    private void leavesBooksThatAgree(Storage storage) throws Exception {
        SeededDirectory seeded = SeededDirectory.create(
                directory,
                storage,
                Town.forPayments(5, WALLETS, MERCHANTS, PAYMENTS),
                PAYMENTS,
                CryptoProvider.bouncyCastle(),
                progress -> {});

        LedgerCheck.Report report = seeded.check();

        assertThat(report.findings()).isEmpty();
        assertThat(report.payments()).isEqualTo(PAYMENTS);
        // Two of each top-up; payer, payee and fee of each payment.
        assertThat(report.postings()).isEqualTo(2 * WALLETS + 3 * PAYMENTS);
    }
}
