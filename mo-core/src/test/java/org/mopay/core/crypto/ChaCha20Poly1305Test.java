package org.mopay.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mopay.core.OutsideVectors.hex;
import static org.mopay.core.OutsideVectors.text;

import com.google.gson.JsonObject;

import org.junit.jupiter.api.Test;
import org.mopay.core.OutsideVectors;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

class ChaCha20Poly1305Test {
    private static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();
    private static final byte[] NONCE = Bytes.ofHex("070000004041424344454647").toArray();
    private static final byte[] AAD = Bytes.ofHex("50515253c0c1c2c3c4c5c6c7").toArray();

    private static SecretBytes key() {
        return SecretBytes.adopt(
                Bytes.ofHex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f")
                        .toArray());
    }

    /** RFC 8439 section 2.8.2. */
    @Test
    void sealsTheExampleOfRfc8439() throws Exception {
        Bytes plaintext = Bytes.ofUtf8(
                "Ladies and Gentlemen of the class of '99: If I could offer you only one"
                        + " tip for the future, sunscreen would be it.");
        Aead aead = CRYPTO.chaCha20Poly1305(key());
        byte[] sealed = aead.seal(NONCE, AAD, plaintext.toArray());
        assertThat(Bytes.copyOf(sealed).hex())
                .isEqualTo("d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
                        + "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
                        + "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
                        + "3ff4def08e4b7a9de576d26586cec64b6116"
                        + "1ae10b594f09e26a7e902ecbd0600691");
        assertThat(aead.open(NONCE, AAD, sealed)).isEqualTo(plaintext.toArray());
    }

    @Test
    void opensNothingThatWasAlteredOrCutOff() {
        Aead aead = CRYPTO.chaCha20Poly1305(key());
        byte[] sealed = aead.seal(NONCE, AAD, new byte[] {1, 2, 3});
        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            assertUnreadable(aead, AAD, altered);
        }
        for (int length = 0; length < sealed.length; length++) {
            assertUnreadable(aead, AAD, Bytes.copyOf(sealed, 0, length).toArray());
        }
        assertUnreadable(aead, new byte[0], sealed);
    }

    private static void assertUnreadable(Aead aead, byte[] aad, byte[] sealed) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> aead.open(NONCE, aad, sealed))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.BOX_UNREADABLE);
    }

    @Test
    void endsWithItsKey() {
        SecretBytes key = key();
        Aead aead = CRYPTO.chaCha20Poly1305(key);
        key.close();
        assertThatIllegalStateException().isThrownBy(() -> aead.seal(NONCE, AAD, new byte[1]));
    }

    @Test
    void agreesWithWycheproof() throws Exception {
        int checked = 0;
        for (JsonObject group : OutsideVectors.wycheproofGroups("chacha20_poly1305_test.json")) {
            boolean nonceFits = group.get("ivSize").getAsInt() == 96;
            for (JsonObject test : OutsideVectors.objects(group, "tests")) {
                Aead aead = CRYPTO.chaCha20Poly1305(
                        SecretBytes.adopt(hex(test, "key").toArray()));
                byte[] nonce = hex(test, "iv").toArray();
                byte[] aad = hex(test, "aad").toArray();
                byte[] plaintext = hex(test, "msg").toArray();
                byte[] sealed = Bytes.concat(hex(test, "ct"), hex(test, "tag")).toArray();
                String id = "tcId " + test.get("tcId");
                if (text(test, "result").equals("valid")) {
                    assertThat(aead.seal(nonce, aad, plaintext)).as(id).isEqualTo(sealed);
                    assertThat(aead.open(nonce, aad, sealed)).as(id).isEqualTo(plaintext);
                } else if (nonceFits) {
                    assertThatExceptionOfType(ProtocolException.class)
                            .as(id)
                            .isThrownBy(() -> aead.open(nonce, aad, sealed));
                } else {
                    assertThatIllegalArgumentException()
                            .as(id)
                            .isThrownBy(() -> aead.open(nonce, aad, sealed));
                }
                checked++;
            }
        }
        assertThat(checked).isEqualTo(325);
    }
}
