package org.mopay.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mopay.core.OutsideVectors.hex;
import static org.mopay.core.OutsideVectors.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.OutsideVectors;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;

class Ed25519Test {
    private static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();
    private static final BigInteger GROUP_ORDER = BigInteger.ONE
            .shiftLeft(252)
            .add(new BigInteger("27742317777372353535851937790883648493"));
    private static final Bytes MESSAGE = Bytes.ofUtf8("pay");

    private static Signer signer() {
        return CRYPTO.ed25519Signer(CRYPTO.generateEd25519Seed(new CountingRandom()));
    }

    /** RFC 8032 section 7.1, tests 1 to 3. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,"
                + "'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,"
                + "72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,"
                + "af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void signsTheExamplesOfRfc8032(String seed, String key, String message, String signature)
            throws Exception {
        Signer signer = CRYPTO.ed25519Signer(SecretBytes.adopt(Bytes.ofHex(seed).toArray()));
        assertThat(signer.publicKey().hex()).isEqualTo(key);
        assertThat(signer.sign(Bytes.ofHex(message)).hex()).isEqualTo(signature);
        Verifier verifier = CRYPTO.ed25519Verifier(Bytes.ofHex(key));
        assertThat(verifier.verify(Bytes.ofHex(message), Bytes.ofHex(signature)))
                .isTrue();
    }

    @Test
    void refusesAnotherMessageAndEveryFlippedBit() throws Exception {
        Signer signer = signer();
        Bytes signature = signer.sign(MESSAGE);
        Verifier verifier = CRYPTO.ed25519Verifier(signer.publicKey());
        assertThat(verifier.verify(MESSAGE, signature)).isTrue();
        assertThat(verifier.verify(Bytes.ofUtf8("paY"), signature)).isFalse();
        for (int bit = 0; bit < signature.size() * Byte.SIZE; bit++) {
            byte[] altered = signature.toArray();
            altered[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            assertThat(verifier.verify(MESSAGE, Bytes.copyOf(altered)))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    // cites ENC-18
    @ParameterizedTest
    @ValueSource(ints = {0, 63, 65})
    void refusesSignaturesOfAnotherSize(int size) throws Exception {
        Verifier verifier = CRYPTO.ed25519Verifier(signer().publicKey());
        assertThat(verifier.verify(MESSAGE, Bytes.copyOf(new byte[size]))).isFalse();
    }

    // cites ENC-18
    @Test
    void refusesTheTwinWithTheGroupOrderAddedToS() throws Exception {
        Signer signer = signer();
        Bytes signature = signer.sign(MESSAGE);
        byte[] twin = signature.toArray();
        BigInteger s = littleEndian(signature.slice(32, 64)).add(GROUP_ORDER);
        for (int i = 0; i < 32; i++) {
            twin[32 + i] = s.shiftRight(8 * i).byteValue();
        }
        assertThat(CRYPTO.ed25519Verifier(signer.publicKey()).verify(MESSAGE, Bytes.copyOf(twin)))
                .isFalse();
    }

    private static BigInteger littleEndian(Bytes value) {
        BigInteger number = BigInteger.ZERO;
        for (int i = value.size() - 1; i >= 0; i--) {
            number = number.shiftLeft(8).or(BigInteger.valueOf(value.at(i) & 0xff));
        }
        return number;
    }

    /** Neutral element, order 2, order 8, y = p + 1, x = 0 with a sign, no point at all, cut off. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0100000000000000000000000000000000000000000000000000000000000080",
                "0200000000000000000000000000000000000000000000000000000000000000",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751"
            })
    void refusesKeysThatAreNoCanonicalPointOfPrimeOrder(String key) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> CRYPTO.ed25519Verifier(Bytes.ofHex(key)))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.KEY_INVALID);
    }

    @Test
    void agreesWithWycheproof() throws Exception {
        int checked = 0;
        for (JsonObject group : OutsideVectors.wycheproofGroups("ed25519_test.json")) {
            Verifier verifier =
                    CRYPTO.ed25519Verifier(hex(group.getAsJsonObject("publicKey"), "pk"));
            for (JsonObject test : OutsideVectors.objects(group, "tests")) {
                assertThat(verifier.verify(hex(test, "msg"), hex(test, "sig")))
                        .as("tcId %s", test.get("tcId"))
                        .isEqualTo(text(test, "result").equals("valid"));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(151);
    }

    /**
     * The rule of MO/1 in the flags of CCTV: A canonical and without a small-order component, R
     * canonical; a small-order component of R and a residue of small order are of no account, since
     * the equation is cofactored.
     */
    // cites ENC-18, ENC-19, ENC-20, ENC-21
    @Test
    void followsTheRuleOnAllEdgeCasesOfCctv() throws Exception {
        int genuine = 0;
        int checked = 0;
        for (JsonElement element :
                OutsideVectors.read("cctv/ed25519vectors.json").getAsJsonArray()) {
            JsonObject test = element.getAsJsonObject();
            Set<String> flags = flags(test);
            boolean keyAllowed = !flags.contains("low_order_A")
                    && !flags.contains("low_order_component_A")
                    && !flags.contains("non_canonical_A");
            boolean expected = keyAllowed && !flags.contains("non_canonical_R");
            assertThat(verifiesUnderACheckedKey(test))
                    .as("number %s %s", test.get("number"), flags)
                    .isEqualTo(expected);
            if (keyAllowed) {
                assertThat(verifies(CRYPTO.ed25519VerifierTrusted(hex(test, "key")), test))
                        .as("number %s, key trusted", test.get("number"))
                        .isEqualTo(expected);
            }
            genuine += expected ? 1 : 0;
            checked++;
        }
        assertThat(checked).isEqualTo(914);
        assertThat(genuine).isEqualTo(16);
    }

    private static Set<String> flags(JsonObject test) {
        Set<String> flags = new HashSet<>();
        if (test.get("flags").isJsonArray()) {
            test.getAsJsonArray("flags").forEach(flag -> flags.add(flag.getAsString()));
        }
        return flags;
    }

    private static boolean verifiesUnderACheckedKey(JsonObject test) {
        try {
            return verifies(CRYPTO.ed25519Verifier(hex(test, "key")), test);
        } catch (ProtocolException keyRefused) {
            return false;
        }
    }

    private static boolean verifies(Verifier verifier, JsonObject test) {
        return verifier.verify(Bytes.ofUtf8(text(test, "msg")), hex(test, "sig"));
    }
}
