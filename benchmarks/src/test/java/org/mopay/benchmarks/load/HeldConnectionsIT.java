package org.mopay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.server.crypto.NativeCryptoProvider;

import java.time.Instant;
import java.util.List;

/** Payments beside clients that hold on to the server; what it costs their rate, {@code load} says. */
class HeldConnectionsIT {
    private static final int IDLE = 2000;
    private static final int SLOW = 500;
    private static final int PAYMENTS = 2000;
    private static final int IN_FLIGHT = 64;
    private static final double MOST_SECONDS = 120;
    private static final int DATED_AHEAD = 10;

    /** It cuts nobody, however long this takes, so that all of them are there to the end. */
    private static final List<String> PATIENT =
            List.of("--idle-timeout", "30m", "--read-timeout", "30m", "--write-timeout", "30m");

    @Test
    void settlesEveryPaymentWhileIdleAndSlowClientsHoldOn() throws Exception {
        CryptoProvider crypto = NativeCryptoProvider.find(HeldConnectionsIT.class.getClassLoader());
        try (Workspace workspace = Workspace.create("mo-held");
                Storage storage = Storage.sqlite()) {
            SeededDirectory directory = SeededDirectory.create(
                    workspace.path("data"),
                    storage,
                    Town.forPayments(7, 200, 5, PAYMENTS),
                    0,
                    crypto,
                    progress -> {});
            try (ServerUnderLoad server = ServerUnderLoad.start(workspace, directory, PATIENT);
                    HeldConnections held = HeldConnections.open(server.address(), IDLE, SLOW);
                    LoadClient client = new LoadClient(
                            server.address(),
                            LoadRun.CONNECTIONS,
                            new AnswerCheck(server.trusted(directory.keys(), crypto)))) {
                long at = Instant.now().getEpochSecond() + DATED_AHEAD;
                List<SignedPayment> payments =
                        LoadRun.mint(server, directory, crypto).mint(0, PAYMENTS, i -> at);

                FlowResult result = client.send(Flow.closed(payments, IN_FLIGHT, MOST_SECONDS))
                        .join();

                assertThat(result.faults()).isEmpty();
                assertThat(result.settled()).isEqualTo(PAYMENTS);
                assertThat(held.open()).isEqualTo(IDLE + SLOW);
                assertThat(held.cut()).isZero();
            }
        }
    }
}
