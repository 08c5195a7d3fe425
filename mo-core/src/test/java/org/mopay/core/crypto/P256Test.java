package org.mopay.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mopay.core.OutsideVectors.hex;
import static org.mopay.core.OutsideVectors.text;

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
import java.util.Arrays;
import java.util.Locale;

class P256Test {
    private static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final String RFC_6979_KEY =
            "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
    private static final Bytes MESSAGE = Bytes.ofUtf8("sample");

    private static Signer signer(String scalar) {
        return CRYPTO.p256Signer(SecretBytes.adopt(Bytes.ofHex(scalar).toArray()));
    }

    /** RFC 6979 appendix A.2.5 with SHA-256; the S of "sample" is high there, and n - S here. */
    @ParameterizedTest
    @CsvSource({
        "sample,"
                + "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716,"
                + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8,true",
        "test,"
                + "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367,"
                + "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083,false"
    })
    void signsTheExamplesOfRfc6979WithLowS(String message, String r, String s, boolean high)
            throws Exception {
        Signer signer = signer(RFC_6979_KEY);
        BigInteger number = new BigInteger(s, 16);
        BigInteger low = high ? ORDER.subtract(number) : number;
        assertThat(signer.publicKey().hex())
                .isEqualTo("0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6");
        Bytes signature = signer.sign(Bytes.ofUtf8(message));
        assertThat(signature.slice(0, 32).hex()).isEqualTo(r);
        assertThat(new BigInteger(signature.slice(32, 64).hex(), 16)).isEqualTo(low);
        Verifier verifier = CRYPTO.p256Verifier(signer.publicKey());
        assertThat(verifier.verify(Bytes.ofUtf8(message), signature)).isTrue();
    }

    // cites ENC-25, ENC-26
    @Test
    void refusesTheTwinWithAHighS() throws Exception {
        Signer signer = signer(RFC_6979_KEY);
        Bytes signature = signer.sign(MESSAGE);
        Bytes twin = Bytes.concat(
                signature.slice(0, 32),
                Bytes.ofHex("f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"));
        assertThat(CRYPTO.p256Verifier(signer.publicKey()).verify(MESSAGE, twin))
                .isFalse();
    }

    @Test
    void refusesAnotherMessageAndEveryFlippedBit() throws Exception {
        Signer signer = CRYPTO.p256Signer(CRYPTO.generateP256Scalar(new CountingRandom()));
        Bytes signature = signer.sign(MESSAGE);
        Verifier verifier = CRYPTO.p256Verifier(signer.publicKey());
        assertThat(verifier.verify(MESSAGE, signature)).isTrue();
        assertThat(verifier.verify(Bytes.ofUtf8("samplE"), signature)).isFalse();
        for (int bit = 0; bit < signature.size() * Byte.SIZE; bit++) {
            byte[] altered = signature.toArray();
            altered[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            assertThat(verifier.verify(MESSAGE, Bytes.copyOf(altered)))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
                "01"
            })
    void refusesPrivateScalarsOutOfRange(String scalar) {
        assertThatIllegalArgumentException().isThrownBy(() -> signer(scalar));
    }

    @Test
    void drawsAgainWhenAScalarIsOutOfRange() {
        byte[] tooLarge = new byte[32];
        Arrays.fill(tooLarge, (byte) 0xff);
        CountingRandom next = new CountingRandom();
        boolean[] drawn = {false};
        RandomSource random = target -> {
            if (drawn[0]) {
                next.fill(target);
            } else {
                System.arraycopy(tooLarge, 0, target, 0, target.length);
                drawn[0] = true;
            }
        };
        assertThat(CRYPTO.generateP256Scalar(random).expose())
                .isEqualTo(new CountingRandom().next(32));
    }

    /** Uncompressed prefix, x with no point, x not below p, infinity, cut off. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
                "020000000000000000000000000000000000000000000000000000000000000001",
                "03ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
                "000000000000000000000000000000000000000000000000000000000000000000",
                "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29f"
            })
    void refusesKeysThatAreNoCompressedPoint(String key) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> CRYPTO.p256Verifier(Bytes.ofHex(key)))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.KEY_INVALID);
    }

    /** High S is valid there and refused here. */
    // cites ENC-23, ENC-24, ENC-26
    @Test
    void agreesWithWycheproofButForHighS() throws Exception {
        int checked = 0;
        int highS = 0;
        for (JsonObject group :
                OutsideVectors.wycheproofGroups("ecdsa_secp256r1_sha256_p1363_test.json")) {
            Bytes key = hex(group.getAsJsonObject("publicKey"), "uncompressed");
            Verifier verifier = CRYPTO.p256Verifier(compressed(key));
            for (JsonObject test : OutsideVectors.objects(group, "tests")) {
                Bytes signature = hex(test, "sig");
                boolean valid = text(test, "result").equals("valid");
                boolean high = valid && isHigh(signature.slice(32, 64));
                assertThat(verifier.verify(hex(test, "msg"), signature))
                        .as("tcId %s", test.get("tcId"))
                        .isEqualTo(valid && !high);
                if (high) {
                    assertThat(verifier.verify(hex(test, "msg"), withLowS(signature)))
                            .as("tcId %s with low S", test.get("tcId"))
                            .isTrue();
                    highS++;
                }
                checked++;
            }
        }
        assertThat(checked).isEqualTo(262);
        assertThat(highS).isPositive();
    }

    private static Bytes compressed(Bytes uncompressed) {
        byte prefix = (byte) (2 + (uncompressed.at(64) & 1));
        return Bytes.concat(Bytes.of(prefix), uncompressed.slice(1, 33));
    }

    private static boolean isHigh(Bytes s) {
        return new BigInteger(s.hex(), 16).compareTo(ORDER.shiftRight(1)) > 0;
    }

    private static Bytes withLowS(Bytes signature) {
        BigInteger s = ORDER.subtract(new BigInteger(signature.slice(32, 64).hex(), 16));
        return Bytes.concat(
                signature.slice(0, 32), Bytes.ofHex(String.format(Locale.ROOT, "%064x", s)));
    }
}
