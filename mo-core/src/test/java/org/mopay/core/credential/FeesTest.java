package org.mopay.core.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.FeeSchedule;
import org.mopay.proto.v1.Rounding;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Random;

class FeesTest {

    private static FeeSchedule schedule(
            Rounding rounding, long fixed, int basisPoints, long minimum, long maximum) {
        return FeeSchedule.newBuilder()
                .setRounding(rounding)
                .setFixed(fixed)
                .setBasisPoints(basisPoints)
                .setMinimum(minimum)
                .setMaximum(maximum)
                .build();
    }

    // cites PAY-14
    @ParameterizedTest
    @CsvSource({
        "ROUNDING_DOWN, 149, 1", "ROUNDING_HALF_UP, 149, 1", "ROUNDING_UP, 149, 2",
        "ROUNDING_DOWN, 150, 1", "ROUNDING_HALF_UP, 150, 2", "ROUNDING_UP, 150, 2",
        "ROUNDING_DOWN, 151, 1", "ROUNDING_HALF_UP, 151, 2", "ROUNDING_UP, 151, 2",
        "ROUNDING_DOWN, 200, 2", "ROUNDING_HALF_UP, 200, 2", "ROUNDING_UP, 200, 2",
        "ROUNDING_DOWN, 1, 0", "ROUNDING_HALF_UP, 1, 0", "ROUNDING_UP, 1, 1"
    })
    void roundsOnePercent(Rounding rounding, long amount, long fee) throws ProtocolException {
        assertThat(Fees.fee(schedule(rounding, 0, 100, 0, 1000), amount)).isEqualTo(fee);
    }

    // cites PAY-14
    @ParameterizedTest
    @CsvSource({
        "1, 20",
        "1000, 20",
        "1001, 20",
        "1100, 21",
        "9000, 100",
        "9001, 100",
        "1000000000, 100"
    })
    void staysWithinItsBounds(long amount, long fee) throws ProtocolException {
        assertThat(Fees.fee(schedule(Rounding.ROUNDING_DOWN, 10, 100, 20, 100), amount))
                .isEqualTo(fee);
    }

    /** Run with {@code -Dmo.seed=N} to repeat a run. */
    // cites PAY-14
    @Test
    void isWhatExactDecimalsGiveWhateverTheScheduleAndAmount() throws ProtocolException {
        long seed = Long.getLong("mo.seed", System.nanoTime());
        System.out.println("FeesTest: -Dmo.seed=" + seed);
        Random random = new Random(seed);
        Map<Rounding, RoundingMode> modes = Map.of(
                Rounding.ROUNDING_DOWN, RoundingMode.DOWN,
                Rounding.ROUNDING_HALF_UP, RoundingMode.HALF_UP,
                Rounding.ROUNDING_UP, RoundingMode.UP);
        for (int i = 0; i < 20_000; i++) {
            for (Map.Entry<Rounding, RoundingMode> mode : modes.entrySet()) {
                long fixed = random.nextInt(100) - 10;
                int points = random.nextInt(10_001);
                long minimum = random.nextInt(50);
                long maximum = minimum + random.nextInt(100_000);
                long amount = 1 + (random.nextLong() >>> (2 + random.nextInt(60)));

                BigDecimal exact = BigDecimal.valueOf(amount)
                        .multiply(BigDecimal.valueOf(points, 4))
                        .setScale(0, mode.getValue())
                        .add(BigDecimal.valueOf(fixed))
                        .max(BigDecimal.valueOf(minimum))
                        .min(BigDecimal.valueOf(maximum));

                assertThat(Fees.fee(
                                schedule(mode.getKey(), fixed, points, minimum, maximum), amount))
                        .as("%s of %d, %d bp", mode.getKey(), amount, points)
                        .isEqualTo(exact.longValueExact());
            }
        }
    }

    @Test
    void isNeverNegative() throws ProtocolException {
        assertThat(Fees.fee(schedule(Rounding.ROUNDING_DOWN, -50, 0, -50, 100), 1))
                .isZero();
    }

    @Test
    void countsBasisPointsUnsigned() throws ProtocolException {
        assertThat(Fees.fee(
                        schedule(Rounding.ROUNDING_DOWN, 0, (int) 3_000_000_000L, 0, 1_000_000), 1))
                .isEqualTo(300_000);
    }

    @Test
    void doesNotOverflowOnTheWayToAFeeThatFits() throws ProtocolException {
        assertThat(Fees.fee(schedule(Rounding.ROUNDING_DOWN, 0, 10_000, 0, 7), Long.MAX_VALUE - 7))
                .isEqualTo(7);
    }

    // cites ENC-30
    @Test
    void refusesAnAmountThatCannotBePaidWithItsFee() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() ->
                        Fees.fee(schedule(Rounding.ROUNDING_DOWN, 8, 0, 0, 8), Long.MAX_VALUE - 7))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.AMOUNT_OVERFLOW);
    }

    // cites ENC-29
    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void refusesAnAmountThatIsNotAboveZero(long amount) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Fees.fee(schedule(Rounding.ROUNDING_UP, 0, 100, 0, 100), amount))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.AMOUNT_INVALID);
    }

    @Test
    void refusesAScheduleWithoutARounding() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(
                        () -> Fees.fee(schedule(Rounding.ROUNDING_UNSPECIFIED, 0, 100, 0, 100), 1))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.MALFORMED_MESSAGE);
    }
}
