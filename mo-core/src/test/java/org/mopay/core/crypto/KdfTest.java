package org.mopay.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mopay.core.OutsideVectors.hex;
import static org.mopay.core.OutsideVectors.text;

import com.google.gson.JsonObject;

import org.junit.jupiter.api.Test;
import org.mopay.core.OutsideVectors;
import org.mopay.core.bytes.Bytes;

class KdfTest {
    private static byte[] bytes(String hex) {
        return Bytes.ofHex(hex).toArray();
    }

    private static String hexOf(byte[] value) {
        return Bytes.copyOf(value).hex();
    }

    @Test
    void hashesTheExamplesOfFips180() {
        assertThat(hexOf(Sha256.hash()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(hexOf(Sha256.hash(bytes("61"), bytes("6263"))))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    /** RFC 4231 test case 2: the key "Jefe". */
    @Test
    void authenticatesTheExampleOfRfc4231() {
        assertThat(hexOf(Kdf.hmacSha256(
                        bytes("4a656665"),
                        bytes("7768617420646f2079612077616e7420"),
                        bytes("666f72206e6f7468696e673f"))))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    /** RFC 5869 appendix A.1. */
    @Test
    void derivesTheFirstExampleOfRfc5869() {
        byte[] prk = Kdf.hkdfExtract(
                bytes("000102030405060708090a0b0c"),
                bytes("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"));
        assertThat(hexOf(prk))
                .isEqualTo("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
        assertThat(hexOf(Kdf.hkdfExpand(prk, bytes("f0f1f2f3f4f5f6f7f8f9"), 42)))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
                        + "34007208d5b887185865");
    }

    @Test
    void refusesMoreOutputThanHkdfHas() {
        byte[] prk = new byte[32];
        assertThat(Kdf.hkdfExpand(prk, new byte[0], 8160)).hasSize(8160);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kdf.hkdfExpand(prk, new byte[0], 8161));
    }

    @Test
    void agreesWithWycheproofOnHkdf() throws Exception {
        int checked = 0;
        for (JsonObject group : OutsideVectors.wycheproofGroups("hkdf_sha256_test.json")) {
            for (JsonObject test : OutsideVectors.objects(group, "tests")) {
                byte[] salt = hex(test, "salt").toArray();
                byte[] ikm = hex(test, "ikm").toArray();
                byte[] info = hex(test, "info").toArray();
                int size = test.get("size").getAsInt();
                if (text(test, "result").equals("valid")) {
                    assertThat(hexOf(Kdf.hkdf(salt, ikm, info, size)))
                            .as("tcId %s", test.get("tcId"))
                            .isEqualTo(text(test, "okm"));
                } else {
                    assertThatIllegalArgumentException()
                            .as("tcId %s", test.get("tcId"))
                            .isThrownBy(() -> Kdf.hkdf(salt, ikm, info, size));
                }
                checked++;
            }
        }
        assertThat(checked).isEqualTo(86);
    }

    @Test
    void agreesWithWycheproofOnHmac() throws Exception {
        int checked = 0;
        for (JsonObject group : OutsideVectors.wycheproofGroups("hmac_sha256_test.json")) {
            int tagSize = group.get("tagSize").getAsInt() / Byte.SIZE;
            for (JsonObject test : OutsideVectors.objects(group, "tests")) {
                byte[] tag = Kdf.hmacSha256(
                        hex(test, "key").toArray(), hex(test, "msg").toArray());
                assertThat(Bytes.copyOf(tag, 0, tagSize).equals(hex(test, "tag")))
                        .as("tcId %s", test.get("tcId"))
                        .isEqualTo(text(test, "result").equals("valid"));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(174);
    }
}
