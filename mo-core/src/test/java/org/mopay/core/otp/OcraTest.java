package org.mopay.core.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.OutsideVectors;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.Sha256;

import java.time.Instant;

class OcraTest {
    private static final String KEY_TEXT =
            "1234567890123456789012345678901234567890123456789012345678901234";
    private static final Bytes PIN_SHA1 = Bytes.ofHex("7110eda4d09e062aa5e4a390b0a572ac0d2c0220");
    private static final Bytes TERMS_DIGEST =
            Bytes.ofHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final Instant RFC_TIME = Instant.ofEpochSecond(0x132d0b6L * 60);

    private static SecretBytes key(int size) {
        return SecretBytes.adopt(Bytes.ofUtf8(KEY_TEXT.substring(0, size)).toArray());
    }

    private static String generate(String suite, int keySize, OcraInput input) {
        return Ocra.generate(OcraSuite.parse(suite), key(keySize), input);
    }

    /** RFC 6287 appendix C: one-way, mutual and plain signature. */
    @ParameterizedTest
    @CsvSource({
        "OCRA-1:HOTP-SHA1-6:QN08,20,00000000,237653",
        "OCRA-1:HOTP-SHA1-6:QN08,20,22222222,653583",
        "OCRA-1:HOTP-SHA256-8:QA08,32,CLI22220SRV11110,28247970",
        "OCRA-1:HOTP-SHA512-8:QA08,64,CLI22222SRV11112,12250499",
        "OCRA-1:HOTP-SHA256-8:QA08,32,SIG10000,53095496"
    })
    void answersTheChallengesOfTheRfc(String suite, int keySize, String challenge, String code) {
        assertThat(generate(suite, keySize, OcraInput.ofChallenge(challenge))).isEqualTo(code);
    }

    @Test
    void answersNothingUnderAnEmptyKey() {
        OcraInput input = OcraInput.ofChallenge("00000000");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> generate("OCRA-1:HOTP-SHA1-6:QN08", 0, input));
    }

    @Test
    void answersTheRfcsChallengesWithCounterPinAndTime() {
        OcraInput input = OcraInput.ofChallenge("12345678").withPinHash(PIN_SHA1);
        assertThat(generate("OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1", 32, input.withCounter(2)))
                .isEqualTo("78192410");
        assertThat(generate("OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1", 32, input.withCounter(9)))
                .isEqualTo("08522129");
        OcraInput timed = OcraInput.ofChallenge("22222222").withTime(RFC_TIME.plusSeconds(59));
        assertThat(generate("OCRA-1:HOTP-SHA512-8:QN08-T1M", 64, timed)).isEqualTo("22048402");
    }

    /** Computed apart, in Python, from the text of RFC 6287: it has no examples of these suites. */
    @Test
    void answersTheSuitesThatTheRfcGivesNoExamplesOf() {
        OcraInput signed = OcraInput.ofChallenge("SIG10000");
        Bytes session = Bytes.ofUtf8("abcd");
        assertThat(generate("OCRA-1:HOTP-SHA256-8:QA08-S064", 32, signed.withSession(session)))
                .isEqualTo("22394206");
        assertThat(generate("OCRA-1:HOTP-SHA1-0:QA08", 32, signed))
                .isEqualTo("632979ff95cd17b0707c0408f06db06a055d016d");
        Instant time = Instant.ofEpochSecond(1206446790);
        assertThat(generate(
                        "OCRA-1:HOTP-SHA1-4:QN04-T20S",
                        32,
                        OcraInput.ofChallenge("1234").withTime(time)))
                .isEqualTo("3591");
        assertThat(generate(
                        "OCRA-1:HOTP-SHA512-10:C-QH08-PSHA256-S128-T2H",
                        32,
                        OcraInput.ofChallenge("ABCDE")
                                .withCounter(7)
                                .withPinHash(Bytes.copyOf(
                                        Sha256.hash(Bytes.ofUtf8("1234").toArray())))
                                .withSession(session)
                                .withTime(time)))
                .isEqualTo("1941632388");
    }

    /** Computed apart, in Python, from the text of RFC 6287. */
    // cites OTP-01
    @ParameterizedTest
    @CsvSource({"0,19108297", "1,18497676", "-1,27376206"})
    void bindsThePaymentsPasswordToIndexAndTerms(long index, String code) {
        assertThat(Ocra.forPayment(key(32), index, TERMS_DIGEST)).isEqualTo(code);
        assertThat(Ocra.matches(code, Ocra.forPayment(key(32), index, TERMS_DIGEST)))
                .isTrue();
        assertThat(Ocra.matches(code, Ocra.forPayment(key(32), index + 1, TERMS_DIGEST)))
                .isFalse();
    }

    @Test
    void refusesATermsDigestOfAnotherSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ocra.forPayment(key(32), 0, TERMS_DIGEST.slice(0, 31)));
    }

    @Test
    void refusesInputsThatTheSuiteDoesNotNameAndMissingOnes() {
        OcraInput bare = OcraInput.ofChallenge("12345678");
        String all = "OCRA-1:HOTP-SHA1-6:C-QN08-PSHA1-S064-T1M";
        OcraInput full = bare.withCounter(1)
                .withPinHash(PIN_SHA1)
                .withSession(Bytes.empty())
                .withTime(RFC_TIME);
        assertThat(generate(all, 20, full)).hasSize(6);
        assertRefused(all, bare);
        assertRefused("OCRA-1:HOTP-SHA1-6:QN08", bare.withCounter(1));
        assertRefused("OCRA-1:HOTP-SHA1-6:QN08", bare.withPinHash(PIN_SHA1));
        assertRefused("OCRA-1:HOTP-SHA1-6:QN08", bare.withSession(Bytes.empty()));
        assertRefused("OCRA-1:HOTP-SHA1-6:QN08", bare.withTime(RFC_TIME));
        assertRefused("OCRA-1:HOTP-SHA1-6:C-QN08", bare);
        assertRefused("OCRA-1:HOTP-SHA1-6:QN08-PSHA1", bare);
        assertRefused("OCRA-1:HOTP-SHA1-6:QN08-S064", bare);
        assertRefused("OCRA-1:HOTP-SHA1-6:QN08-T1M", bare);
        assertRefused("OCRA-1:HOTP-SHA1-6:QN08-PSHA256", bare.withPinHash(PIN_SHA1));
        Bytes longSession = Bytes.copyOf(new byte[65]);
        assertRefused("OCRA-1:HOTP-SHA1-6:QN08-S064", bare.withSession(longSession));
    }

    /** No character at all, one too many, and characters of another format. */
    @ParameterizedTest
    @CsvSource({
        "QN08,''",
        "QN04,123456789",
        "QN08,1234567a",
        "QN08,-1",
        "QH08,abcdefg0",
        "QA08,SIG-1000"
    })
    void refusesChallengesThatDoNotFitTheFormat(String format, String challenge) {
        assertRefused("OCRA-1:HOTP-SHA1-6:" + format, OcraInput.ofChallenge(challenge));
    }

    private static void assertRefused(String suite, OcraInput input) {
        assertThatIllegalArgumentException().isThrownBy(() -> generate(suite, 20, input));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OCRA-2:HOTP-SHA1-6:QN08",
                "OCRA-1:TOTP-SHA1-6:QN08",
                "OCRA-1:HOTP-MD5-6:QN08",
                "OCRA-1:HOTP-SHA1-3:QN08",
                "OCRA-1:HOTP-SHA1-11:QN08",
                "OCRA-1:HOTP-SHA1-6:C",
                "OCRA-1:HOTP-SHA1-6:QX08",
                "OCRA-1:HOTP-SHA1-6:QN03",
                "OCRA-1:HOTP-SHA1-6:QN65",
                "OCRA-1:HOTP-SHA1-6:QN08-C",
                "OCRA-1:HOTP-SHA1-6:QN08-T1M-PSHA1",
                "OCRA-1:HOTP-SHA1-6:QN08-S065",
                "OCRA-1:HOTP-SHA1-6:QN08-T0S",
                "OCRA-1:HOTP-SHA1-6:QN08-T60M",
                "OCRA-1:HOTP-SHA1-6:QN08-T49H",
                "OCRA-1:HOTP-SHA1-6:QN08 "
            })
    void refusesWhatIsNoSuite(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> OcraSuite.parse(text));
    }

    @Test
    void agreesWithAllVectorsOfTheRfc() throws Exception {
        JsonObject file = OutsideVectors.read("oath/rfc6287-ocra.json").getAsJsonObject();
        int checked = 0;
        for (JsonObject group : OutsideVectors.objects(file, "groups")) {
            OcraSuite suite = OcraSuite.parse(OutsideVectors.text(group, "suite"));
            SecretBytes key =
                    SecretBytes.adopt(OutsideVectors.hex(group, "key_hex").toArray());
            for (JsonObject test : OutsideVectors.objects(group, "tests")) {
                assertThat(Ocra.generate(suite, key, input(group, test)))
                        .as("%s %s", suite.text(), test)
                        .isEqualTo(OutsideVectors.text(test, "OCRA"));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(70);
    }

    private static OcraInput input(JsonObject group, JsonObject test) {
        OcraInput input = OcraInput.ofChallenge(OutsideVectors.text(test, "Q"));
        if (test.has("C")) {
            input = input.withCounter(test.get("C").getAsLong());
        }
        if (group.has("pin_sha1_hex")) {
            input = input.withPinHash(OutsideVectors.hex(group, "pin_sha1_hex"));
        }
        if (test.has("T_hex")) {
            long minutes = Long.parseLong(OutsideVectors.text(test, "T_hex"), 16);
            input = input.withTime(Instant.ofEpochSecond(minutes * 60));
        }
        return input;
    }
}
