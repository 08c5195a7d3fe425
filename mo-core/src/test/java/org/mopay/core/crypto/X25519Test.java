package org.mopay.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mopay.core.OutsideVectors.hex;

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

import java.util.List;

class X25519Test {
    private static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();
    private static final String PRIVATE_KEY =
            "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4";

    private static SecretBytes secret(Bytes value) {
        return SecretBytes.adopt(value.toArray());
    }

    /** RFC 7748 section 5.2; the second point has its unused top bit set. */
    @ParameterizedTest
    @CsvSource({
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4,"
                + "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c,"
                + "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
        "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d,"
                + "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493,"
                + "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"
    })
    void agreesAsInTheExamplesOfRfc7748(String scalar, String point, String shared)
            throws Exception {
        SecretBytes agreed = CRYPTO.x25519(secret(Bytes.ofHex(scalar)), Bytes.ofHex(point));
        assertThat(Bytes.copyOf(agreed.expose()).hex()).isEqualTo(shared);
    }

    @Test
    void makesPairsThatAgree() throws Exception {
        CountingRandom random = new CountingRandom();
        X25519KeyPair one = CRYPTO.generateX25519(random);
        X25519KeyPair other = CRYPTO.generateX25519(random);
        assertThat(one.publicKey()).isNotEqualTo(other.publicKey());
        assertThat(CRYPTO.x25519(one.privateKey(), other.publicKey()).expose())
                .isEqualTo(CRYPTO.x25519(other.privateKey(), one.publicKey()).expose());
    }

    @Test
    void wipesThePrivateKeyWithThePair() {
        X25519KeyPair pair = CRYPTO.generateX25519(new CountingRandom());
        pair.close();
        assertThatIllegalStateException().isThrownBy(() -> pair.privateKey().expose());
    }

    /** Order 1, 2, 4 and 8, and non-canonical encodings of such points. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void refusesPointsThatShareNoSecret(String point) {
        byte[] withTopBit = Bytes.ofHex(point).toArray();
        withTopBit[31] |= (byte) 0x80;
        for (Bytes each : List.of(Bytes.ofHex(point), Bytes.copyOf(withTopBit))) {
            assertRefused(each, ErrorCode.LOW_ORDER_POINT);
            assertThat(LowOrderPoints.contains(each)).isTrue();
            assertThat(LowOrderPoints.contains(each.slice(0, 31))).isFalse();
        }
    }

    // cites ENC-27
    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void refusesPublicKeysOfAnotherSize(int size) {
        assertRefused(Bytes.copyOf(new byte[size]), ErrorCode.KEY_INVALID);
    }

    private static void assertRefused(Bytes point, ErrorCode code) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> CRYPTO.x25519(secret(Bytes.ofHex(PRIVATE_KEY)), point))
                .extracting(ProtocolException::code)
                .isEqualTo(code);
    }

    /** "Acceptable" there are odd points; of those only the ones that share no secret are refused. */
    // cites ENC-28
    @Test
    void agreesWithWycheproof() throws Exception {
        int checked = 0;
        for (JsonObject group : OutsideVectors.wycheproofGroups("x25519_test.json")) {
            for (JsonObject test : OutsideVectors.objects(group, "tests")) {
                Bytes shared = hex(test, "shared");
                SecretBytes scalar = secret(hex(test, "private"));
                Bytes point = hex(test, "public");
                assertThat(LowOrderPoints.contains(point))
                        .as("tcId %s", test.get("tcId"))
                        .isEqualTo(shared.equals(Bytes.copyOf(new byte[32])));
                if (shared.equals(Bytes.copyOf(new byte[32]))) {
                    assertThatExceptionOfType(ProtocolException.class)
                            .as("tcId %s", test.get("tcId"))
                            .isThrownBy(() -> CRYPTO.x25519(scalar, point));
                } else {
                    assertThat(CRYPTO.x25519(scalar, point).expose())
                            .as("tcId %s", test.get("tcId"))
                            .isEqualTo(shared.toArray());
                }
                checked++;
            }
        }
        assertThat(checked).isEqualTo(518);
    }
}
