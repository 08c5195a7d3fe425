package org.mopay.core.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mopay.core.OutsideVectors;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;

import java.util.Locale;

class HotpTest {
    private static SecretBytes key() {
        return SecretBytes.adopt(Bytes.ofUtf8("12345678901234567890").toArray());
    }

    /** RFC 4226 appendix D. */
    @ParameterizedTest
    @CsvSource({"0,755224", "1,287082", "2,359152", "7,162583", "9,520489"})
    void generatesTheCodesOfTheRfc(long counter, String code) {
        assertThat(new Hotp(6).generate(key(), counter)).isEqualTo(code);
    }

    /** The 31-bit value of counter 3 is 1726969429 and that of counter 7 is 82162583. */
    @Test
    void keepsLeadingZerosAndLongerCodes() {
        assertThat(new Hotp(8).generate(key(), 3)).isEqualTo("26969429");
        assertThat(OneTimeCode.ofDigits(82162583, 10)).isEqualTo("0082162583");
    }

    // cites OTP-03
    @Test
    void writesAsciiDigitsInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(new Hotp(6).generate(key(), 0)).isEqualTo("755224");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void matchesTheSameCodeOnly() {
        assertThat(Hotp.matches("755224", "755224")).isTrue();
        assertThat(Hotp.matches("755224", "755225")).isFalse();
        assertThat(Hotp.matches("755224", "75522")).isFalse();
        assertThat(Hotp.matches("755224", "")).isFalse();
    }

    @Test
    void refusesCodesThatAreTooShort() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Hotp(5));
    }

    @Test
    void agreesWithAllVectorsOfTheRfc() throws Exception {
        JsonObject file = OutsideVectors.read("oath/rfc4226-hotp.json").getAsJsonObject();
        SecretBytes key = SecretBytes.adopt(OutsideVectors.hex(file, "key_hex").toArray());
        int checked = 0;
        for (JsonObject test : OutsideVectors.objects(file, "tests")) {
            assertThat(new Hotp(6).generate(key, test.get("counter").getAsLong()))
                    .isEqualTo(OutsideVectors.text(test, "hotp6"));
            checked++;
        }
        assertThat(checked).isEqualTo(10);
    }
}
