package org.mopay.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import org.junit.jupiter.api.Test;
import org.mopay.benchmarks.load.SignedPayment;
import org.mopay.core.bytes.Bytes;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.Signed;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

class AcknowledgementsTest {
    private static final SignedPayment PAYMENT =
            new SignedPayment(7, Bytes.of((byte) 1), ByteString.EMPTY);

    private final Acknowledgements acknowledgements =
            new Acknowledgements((payment, status, body) ->
                    status == 200 ? Optional.empty() : Optional.of("status " + status));

    private static byte[] outcome(String decision, String notice) {
        return Outcome.newBuilder()
                .setDecision(Signed.newBuilder().setBody(ByteString.copyFromUtf8(decision)))
                .setPayerBox(ByteString.copyFromUtf8(notice))
                .build()
                .toByteArray();
    }

    @Test
    void takesTheSameDecisionAgain() {
        assertThat(acknowledgements.fault(PAYMENT, 200, outcome("at 5", "a"))).isEmpty();
        assertThat(acknowledgements.takeRecent()).containsExactly(PAYMENT);
        assertThat(acknowledgements.fault(PAYMENT, 200, outcome("at 5", "b"))).isEmpty();

        assertThat(acknowledgements.broken()).isZero();
        assertThat(acknowledgements.count()).isEqualTo(1);
        assertThat(acknowledgements.takeRecent()).isEmpty();
    }

    @Test
    void noticesAPaymentThatIsDecidedAnew() {
        acknowledgements.fault(PAYMENT, 200, outcome("at 5", "a"));
        acknowledgements.fault(PAYMENT, 200, outcome("at 6", "a"));

        assertThat(acknowledgements.broken()).isEqualTo(1);
        assertThat(acknowledgements.findings()).singleElement().asString().contains("again");
    }

    @Test
    void noticesAPaymentThatIsRefusedLater() {
        acknowledgements.fault(PAYMENT, 200, outcome("at 5", "a"));

        assertThat(acknowledgements.fault(PAYMENT, 409, new byte[0])).contains("status 409");
        assertThat(acknowledgements.broken()).isEqualTo(1);
    }

    @Test
    void expectsNothingOfWhatWasNeverAcknowledged() {
        acknowledgements.fault(PAYMENT, 503, new byte[0]);
        acknowledgements.fault(PAYMENT, 200, outcome("at 6", "a"));

        assertThat(acknowledgements.broken()).isZero();
        assertThat(acknowledgements.has(7)).isTrue();
        assertThat(acknowledgements.has(8)).isFalse();
    }

    @Test
    void actsTheMomentAnAnswerComes() {
        AtomicInteger acted = new AtomicInteger();
        acknowledgements.fault(PAYMENT, 503, new byte[0]);
        acknowledgements.after(2, acted::incrementAndGet);

        acknowledgements.fault(PAYMENT, 503, new byte[0]);
        assertThat(acted).hasValue(0);
        acknowledgements.fault(PAYMENT, 503, new byte[0]);
        acknowledgements.fault(PAYMENT, 503, new byte[0]);
        assertThat(acted).hasValue(1);
    }
}
