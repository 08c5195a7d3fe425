package org.mopay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mopay.cli.Town.PATIENCE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mopay.cli.host.DecidedPayment;
import org.mopay.cli.host.LocalPhone;
import org.mopay.cli.host.OpenRequest;
import org.mopay.cli.host.PayerConversation;
import org.mopay.cli.host.PayerConversation.Approved;
import org.mopay.cli.host.Trace;
import org.mopay.cli.process.MoProcess;
import org.mopay.core.Amount;
import org.mopay.core.PaymentResult;
import org.mopay.core.RequestDraft;
import org.mopay.core.bytes.Bytes;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.LedgerSum;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Two phone processes pay while fifty other pairs do. */
class ManyPairsIT {
    private static final int PAIRS = 50;
    private static final long START = 10_000;
    private static final long PRICE = 1_000;

    @TempDir
    Path directory;

    // cites VAL-04, VAL-13
    @Test
    void balancesWhileFiftyOtherPairsPay() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3 * PAIRS);
        try (Town town = Town.found(directory)) {
            town.settle("alice", START, Optional.empty());
            town.settle("bob", 0, Optional.empty());
            for (int i = 0; i < PAIRS; i++) {
                town.settle("payer-" + i, START, Optional.empty());
                town.settle("payee-" + i, 0, Optional.empty());
            }
            MoProcess request = town.phone("bob", "request", Long.toString(PRICE));
            String link = Town.link(request, 1);

            List<Future<Optional<DecidedPayment>>> pairs = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                pairs.add(pair(town, i, threads));
            }
            MoProcess payment = town.phone("alice", "pay", link, "--yes");

            assertThat(payment.exitCode(PATIENCE)).isZero();
            assertThat(request.exitCode(PATIENCE)).isZero();
            for (Future<Optional<DecidedPayment>> pair : pairs) {
                assertThat(pair.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .hasValueSatisfying(paid -> assertThat(paid.settled()).isTrue());
            }
            LedgerSum won = town.won();
            assertThat(won.getSum()).isZero();
            assertThat(won.getPayments()).isEqualTo(PAIRS + 1);
            assertThat(town.operator().ledgerSum().getSumsList())
                    .allSatisfy(sum -> assertThat(sum.getSum()).isZero());
            long fee = Town.minorUnits(payment.await("settled", PATIENCE), "fee");
            assertThat(won.getCustomers()).isEqualTo((PAIRS + 1) * (START - fee));
            assertThat(town.balance("bob")).isEqualTo(PRICE);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Starts one pair's payment; the future ends with what the payee was told. */
    private static Future<Optional<DecidedPayment>> pair(
            Town town, int number, ExecutorService threads) throws Exception {
        BlockingQueue<Bytes> engagements = new LinkedBlockingQueue<>();
        LocalPhone payee = LocalPhone.open(town.path("payee-" + number), PATIENCE);
        LocalPhone payer = LocalPhone.open(town.path("payer-" + number), PATIENCE);
        RequestDraft draft = new RequestDraft(
                new Amount(PRICE, "KRW", 0), "", "", 300, FeeBearer.FEE_BEARER_PAYER);
        Future<Optional<DecidedPayment>> received =
                threads.submit(() -> OpenRequest.make(payee, draft)
                        .serve(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                number % 2 == 0,
                                new Queueing(engagements)));
        Future<PaymentResult> paid = threads.submit(() -> PayerConversation.hold(
                payer,
                engagements.take(),
                proposal -> Optional.of(new Approved(
                        proposal.amount().minorUnits(), payer.step(own -> own.consent("")))),
                (peer, sent, tokens, content, bytes) -> {}));
        return threads.submit(() -> {
            assertThat(paid.get().status()).isEqualTo(PaymentResult.Status.SETTLED);
            return received.get();
        });
    }

    /** Hands every engagement on, as a screen does. */
    private record Queueing(BlockingQueue<Bytes> engagements) implements OpenRequest.Listener {
        @Override
        public Trace trace() {
            return (peer, sent, tokens, content, bytes) -> {};
        }

        @Override
        public void shown(Bytes engagement) {
            engagements.add(engagement);
        }

        @Override
        public void engaged(String shortCode) {
            assertThat(shortCode).matches("\\d{3} \\d{3}");
        }

        @Override
        public void ended(PaymentResult result) {
            throw new AssertionError("a conversation broke: " + result.code());
        }
    }
}
