package org.mopay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

class AmountTest {

    @ParameterizedTest
    @CsvSource({
        "12.50, 2, 1250",
        "12.5, 2, 1250",
        "12, 2, 1200",
        "0.01, 2, 1",
        "0, 2, 0",
        "007, 0, 7",
        "1, 0, 1",
        "0.000000001, 9, 1",
        "92233720368547758.07, 2, 9223372036854775807"
    })
    void readsMajorUnitsExactly(String decimal, int exponent, long minorUnits)
            throws ProtocolException {
        assertThat(Amount.parse(decimal, "USD", exponent))
                .isEqualTo(new Amount(minorUnits, "USD", exponent));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1.",
                ".5",
                "1.2.3",
                "1.234",
                "-1",
                "+1",
                "1e2",
                " 1",
                "1 ",
                "1,50",
                "0x10",
                "\u0661",
                "\uff11",
                "1_0",
                "92233720368547758.08",
                "99999999999999999999999999"
            })
    void refusesWhatIsNoAmount(String decimal) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Amount.parse(decimal, "USD", 2))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.AMOUNT_INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "1250, 2, 12.50",
        "5, 2, 0.05",
        "0, 2, 0.00",
        "7, 0, 7",
        "-1250, 2, -12.50",
        "-5, 2, -0.05",
        "1, 9, 0.000000001",
        "9223372036854775807, 2, 92233720368547758.07",
        "-9223372036854775808, 2, -92233720368547758.08"
    })
    void writesMajorUnits(long minorUnits, int exponent, String decimal) {
        Amount amount = new Amount(minorUnits, "USD", exponent);

        assertThat(amount.decimal()).isEqualTo(decimal);
        assertThat(amount).hasToString(decimal + " USD");
    }

    // cites ENC-31
    @ParameterizedTest
    @ValueSource(strings = {"USD", "X-A", "X-POINT", "X-GIFT-2026-ABCD"})
    void knowsAnAssetCode(String code) {
        assertThat(Amount.isAssetCode(code)).isTrue();
    }

    // cites ENC-31
    @ParameterizedTest
    @ValueSource(
            strings = {"", "US", "usd", "USDT", "U1D", "X-", "X-a", "X-GIFT-2026-ABCDE", "\u0130SD"
            })
    void knowsWhatIsNoAssetCode(String code) {
        assertThat(Amount.isAssetCode(code)).isFalse();
    }

    // cites ENC-32
    @ParameterizedTest
    @ValueSource(ints = {-1, 10})
    void hasNineDecimalDigitsAtMost(int exponent) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Amount(1, "USD", exponent));
    }

    @Test
    void survivesTheWire() {
        Amount amount = new Amount(1250, "USD", 2);

        assertThat(Amount.of(amount.toMoney())).isEqualTo(amount);
        assertThat(amount.withUnits(1)).isEqualTo(new Amount(1, "USD", 2));
    }
}
