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
