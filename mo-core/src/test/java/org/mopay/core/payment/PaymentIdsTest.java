package org.mopay.core.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mopay.core.SeededRandom;
import org.mopay.core.bytes.Bytes;

class PaymentIdsTest {
    private final SeededRandom random = new SeededRandom(260);

    // cites PAY-54
    @Test
    void beginWithTheTimeInMillisecondsAndEndWithD() {
        Bytes d = Bytes.copyOf(random.next(32));

        Bytes id = PaymentIds.paymentId(1_800_000_000L, d);

        assertThat(id.size()).isEqualTo(PaymentIds.SIZE);
        assertThat(id.slice(0, 6).hex()).isEqualTo("01a3185c5000");
        assertThat(id.slice(6, 32)).isEqualTo(d.slice(0, 26));
    }

    @Test
    void ascendWithTime() {
        Bytes highest = Bytes.copyOf(new byte[32]);
        Bytes earlier = PaymentIds.paymentId(1_800_000_000L, Bytes.ofHex("ff".repeat(32)));

        assertThat(earlier).isLessThan(PaymentIds.paymentId(1_800_000_001L, highest));
    }
}
