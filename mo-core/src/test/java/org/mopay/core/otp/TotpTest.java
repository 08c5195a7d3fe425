package org.mopay.core.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonObject;

import org.jboss.aerogear.security.otp.api.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mopay.core.OutsideVectors;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;

import java.time.Duration;
import java.time.Instant;

class TotpTest {
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final String KEY =
            "1234567890123456789012345678901234567890123456789012345678901234";

    /** RFC 6238 appendix B; its keys have the size of the hash. */
    @ParameterizedTest
    @CsvSource({
        "SHA1,20,59,94287082",
        "SHA1,20,1111111109,07081804",
        "SHA1,20,20000000000,65353130",
        "SHA256,32,59,46119246",
        "SHA256,32,2000000000,90698825",
        "SHA512,64,59,90693936",
        "SHA512,64,1234567890,93441116"
    })
    void generatesTheCodesOfTheRfc(HmacAlgorithm algorithm, int size, long time, String code) {
        SecretBytes key = SecretBytes.adopt(Bytes.ofUtf8(KEY.substring(0, size)).toArray());
        assertThat(new Totp(algorithm, STEP, 8).generate(key, Instant.ofEpochSecond(time)))
                .isEqualTo(code);
    }

    @Test
    void changesItsCodeWithTheStepOnly() {
        SecretBytes key = SecretBytes.adopt(Bytes.ofUtf8(KEY.substring(0, 20)).toArray());
        Totp totp = new Totp(HmacAlgorithm.SHA1, STEP, 8);
        String code = totp.generate(key, Instant.ofEpochSecond(30));
        assertThat(totp.generate(key, Instant.ofEpochSecond(59))).isEqualTo(code);
        assertThat(totp.generate(key, Instant.ofEpochSecond(60))).isNotEqualTo(code);
        assertThat(totp.generate(key, Instant.ofEpochSecond(29))).isNotEqualTo(code);
    }

    @Test
    void refusesATimeStepThatIsNotPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Totp(HmacAlgorithm.SHA1, Duration.ZERO, 6));
    }

    @Test
    void agreesWithAerogear() {
        byte[] secret = Bytes.ofUtf8(KEY.substring(0, 20)).toArray();
        Totp totp = new Totp(HmacAlgorithm.SHA1, STEP, 6);
        for (long interval = 0; interval < 1000; interval += 7) {
            long fixed = interval;
            String theirs = new org.jboss.aerogear.security.otp.Totp(
                            Base32.encode(secret), new org.jboss.aerogear.security.otp.api.Clock() {
                                @Override
                                public long getCurrentInterval() {
                                    return fixed;
                                }
                            })
                    .now();
            Instant time = Instant.ofEpochSecond(interval * 30 + interval % 30);
            assertThat(totp.generate(SecretBytes.copyOf(secret), time)).isEqualTo(theirs);
        }
    }

    @Test
    void agreesWithAllVectorsOfTheRfc() throws Exception {
        JsonObject file = OutsideVectors.read("oath/rfc6238-totp.json").getAsJsonObject();
        int checked = 0;
        for (JsonObject test : OutsideVectors.objects(file, "tests")) {
            SecretBytes key =
                    SecretBytes.adopt(OutsideVectors.hex(test, "key_hex").toArray());
            HmacAlgorithm algorithm = HmacAlgorithm.valueOf(OutsideVectors.text(test, "alg"));
            Instant time = Instant.ofEpochSecond(test.get("unix_time").getAsLong());
            assertThat(new Totp(algorithm, STEP, 8).generate(key, time))
                    .isEqualTo(OutsideVectors.text(test, "totp8"));
            checked++;
        }
        assertThat(checked).isEqualTo(18);
    }
}
