package org.mopay.core.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jboss.aerogear.security.otp.Totp;
import org.jboss.aerogear.security.otp.api.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.SeededRandom;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

class OtpAuthUriTest {
    private static SecretBytes secret() {
        return SecretBytes.adopt(Bytes.ofUtf8("12345678901234567890").toArray());
    }

    // cites OTP-14
    @Test
    void writesWhatAuthenticatorsRead() {
        OtpAuthUri uri = OtpAuthUri.totp("Example Bank", "alice@example.com", secret());

        assertThat(uri.text())
                .isEqualTo("otpauth://totp/Example%20Bank:alice%40example.com"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example%20Bank"
                        + "&algorithm=SHA1&digits=6&period=30");
        assertThat(uri.code(Instant.ofEpochSecond(59))).isEqualTo("287082");
    }

    /** The examples of the Key URI Format's page. */
    @Test
    void readsTheExamplesOfTheFormat() throws ProtocolException {
        OtpAuthUri plain = OtpAuthUri.parse("otpauth://totp/Example:alice@google.com"
                + "?secret=JBSWY3DPEHPK3PXP&issuer=Example");
        assertThat(plain.issuer()).isEqualTo("Example");
        assertThat(plain.account()).isEqualTo("alice@google.com");
        assertThat(Bytes.copyOf(plain.secret().expose()).hex()).isEqualTo("48656c6c6f21deadbeef");
        assertThat(plain.moving()).isEqualTo(30);

        OtpAuthUri full = OtpAuthUri.parse("otpauth://totp/ACME%20Co:john.doe@email.com"
                + "?secret=HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ&issuer=ACME%20Co"
                + "&algorithm=SHA1&digits=6&period=30");
        assertThat(full.issuer()).isEqualTo("ACME Co");
        assertThat(full.digits()).isEqualTo(6);
    }

    @Test
    void readsACounterAndWhatIsLeftOut() throws ProtocolException {
        OtpAuthUri hotp = OtpAuthUri.parse("otpauth://hotp/alice"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=9&image=x&digits=8");

        assertThat(hotp.kind()).isEqualTo(OtpAuthUri.Kind.HOTP);
        assertThat(hotp.issuer()).isEmpty();
        assertThat(hotp.code(Instant.EPOCH)).isEqualTo("45520489");
    }

    @Test
    void readsWhatItWrote() throws ProtocolException {
        SeededRandom random = new SeededRandom(240);
        for (int size = 1; size <= 40; size++) {
            OtpAuthUri uri = new OtpAuthUri(
                    OtpAuthUri.Kind.TOTP,
                    "Caf\u00e9 & 100% \u20ac+",
                    "\ud83d\ude00/?#=" + size,
                    random.secret(size),
                    HmacAlgorithm.values()[size % 3],
                    6 + size % 3,
                    size);
            OtpAuthUri read = OtpAuthUri.parse(uri.text());

            assertThat(read.text()).isEqualTo(uri.text());
            assertThat(read.secret().expose()).isEqualTo(uri.secret().expose());
            assertThat(read.issuer()).isEqualTo(uri.issuer());
            assertThat(read.account()).isEqualTo(uri.account());
            assertThat(read.algorithm()).isEqualTo(uri.algorithm());
            assertThat(read.moving()).isEqualTo(size);
        }
    }

    @Test
    void agreesWithAerogear() throws Exception {
        SeededRandom random = new SeededRandom(241);
        for (int i = 0; i < 20; i++) {
            byte[] secret = random.next(10 + i % 3 * 5);
            OtpAuthUri uri = OtpAuthUri.totp("", "mo user", SecretBytes.copyOf(secret));
            String theirs = URLDecoder.decode(
                    new Totp(Base32.encode(secret)).uri("mo user"), StandardCharsets.UTF_8);

            assertThat(theirs).contains("secret=" + Base32.encode(secret));
            assertThat(uri.text()).contains("secret=" + Base32.encode(secret) + "&");
        }
    }

    // cites OTP-15
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "otpauth://",
                "otpauth://totp",
                "otpauth://totp/",
                "otpauth://totp/a",
                "otpauth://totp/a?",
                "otpauth://totp/?secret=GEZDGNBV",
                "otpauth://totp/a?secret",
                "otpauth://totp/a?secret=",
                "otpauth://totp/a?issuer=b",
                "OTPAUTH://totp/a?secret=GEZDGNBV",
                "otpauth://TOTP/a?secret=GEZDGNBV",
                "otpauth://yaotp/a?secret=GEZDGNBV",
                "otpauth://totp/a?secret=gezdgnbv",
                "otpauth://totp/a?secret=GEZDGNBV=",
                "otpauth://totp/a?secret=GEZDGNB1",
                "otpauth://totp/a?secret=G",
                "otpauth://totp/a?secret=GEZ",
                "otpauth://totp/a?secret=GF",
                "otpauth://totp/a?secret=GEZDGNBV&secret=GEZDGNBV",
                "otpauth://totp/a?secret=GEZDGNBV&digits=5",
                "otpauth://totp/a?secret=GEZDGNBV&digits=9",
                "otpauth://totp/a?secret=GEZDGNBV&digits=4294967302",
                "otpauth://totp/a?secret=GEZDGNBV&digits=%D9%A6",
                "otpauth://totp/a?secret=GEZDGNBV&period=0",
                "otpauth://totp/a?secret=GEZDGNBV&period=-1",
                "otpauth://totp/a?secret=GEZDGNBV&period=",
                "otpauth://totp/a?secret=GEZDGNBV&algorithm=MD5",
                "otpauth://totp/a?secret=GEZDGNBV&algorithm=sha1",
                "otpauth://hotp/a?secret=GEZDGNBV",
                "otpauth://hotp/a?secret=GEZDGNBV&counter=9999999999999999999",
                "otpauth://hotp/a?secret=GEZDGNBV&counter=1&algorithm=SHA256",
                "otpauth://totp/b:a?secret=GEZDGNBV&issuer=c",
                "otpauth://totp/b:a:c?secret=GEZDGNBV",
                "otpauth://totp/b:?secret=GEZDGNBV",
                "otpauth://totp/a?secret=GEZDGNBV&issuer=b%3Ac",
                "otpauth://totp/a%?secret=GEZDGNBV",
                "otpauth://totp/a%4?secret=GEZDGNBV",
                "otpauth://totp/a%zz?secret=GEZDGNBV",
                "otpauth://totp/a%ff?secret=GEZDGNBV",
                "otpauth://totp/a b?secret=GEZDGNBV",
                "otpauth://totp/\u00e4?secret=GEZDGNBV"
            })
    void refusesWhatIsNoLink(String text) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> OtpAuthUri.parse(text))
                .satisfies(refused ->
                        assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_MESSAGE));
    }

    // cites OTP-16
    @Test
    void showsNoSecretInItsTextFormAndInNoError() {
        String secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

        assertThat(OtpAuthUri.totp("", "a", secret()).toString()).doesNotContain(secret);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> OtpAuthUri.parse("otpauth://totp/a?secret=" + secret + "1"))
                .satisfies(refused -> assertThat(refused.toString()).doesNotContain(secret));
    }

    @Test
    void takesNoAccountWithAColon() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtpAuthUri.totp("a", "b:c", secret()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OtpAuthUri.totp("a:b", "c", secret()));
    }
}
