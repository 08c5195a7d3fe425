package org.mopay.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

/** The values are those of RFC 9180 appendix A.2.1, base mode. */
class HpkeTest {
    private static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();
    private static final Bytes INFO = Bytes.ofHex("4f6465206f6e2061204772656369616e2055726e");
    private static final Bytes PLAINTEXT =
            Bytes.ofHex("4265617574792069732074727574682c20747275746820626561757479");
    private static final Bytes ENC =
            Bytes.ofHex("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a");

    private static X25519KeyPair keyPair(String privateKey) {
        return CRYPTO.x25519KeyPair(SecretBytes.adopt(Bytes.ofHex(privateKey).toArray()));
    }

    private static X25519KeyPair recipient() {
        return keyPair("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");
    }

    private static Hpke.SenderContext sender() throws ProtocolException {
        return Hpke.setupSender(
                recipient().publicKey(),
                INFO,
                CRYPTO,
                keyPair("f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600"));
    }

    @Test
    void sealsAndOpensTheMessagesOfTheRfcInOrder() throws Exception {
        Hpke.SenderContext sender = sender();
        assertThat(sender.enc()).isEqualTo(ENC);
        Hpke.RecipientContext recipient = Hpke.setupRecipient(ENC, recipient(), INFO, CRYPTO);
        String[] ciphertexts = {
            "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db"
                    + "21993c62ce81883d2dd1b51a28",
            "6b53c051e4199c518de79594e1c4ab18b96f081549d45ce015be002090bb119e"
                    + "85285337cc95ba5f59992dc98c"
        };
        for (int i = 0; i < ciphertexts.length; i++) {
            Bytes aad = Bytes.ofUtf8("Count-" + i);
            assertThat(sender.seal(aad, PLAINTEXT).hex()).isEqualTo(ciphertexts[i]);
            assertThat(recipient.open(aad, Bytes.ofHex(ciphertexts[i]))).isEqualTo(PLAINTEXT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',4bbd6243b8bb54cec311fac9df81841b6fd61f56538a775e7c80a9f40160606e",
        "00,8c1df14732580e5501b00f82b10a1647b40713191b7c1240ac80e2b68808ba69",
        "54657374436f6e74657874,5acb09211139c43b3090489a9da433e8a30ee7188ba8b0a9a1ccf0c229283e53"
    })
    void exportsTheSecretsOfTheRfcOnBothSides(String context, String secret) throws Exception {
        Bytes exporterContext = Bytes.ofHex(context);
        Hpke.RecipientContext recipient = Hpke.setupRecipient(ENC, recipient(), INFO, CRYPTO);
        assertThat(Bytes.copyOf(sender().export(exporterContext, 32).expose()).hex())
                .isEqualTo(secret);
        assertThat(Bytes.copyOf(recipient.export(exporterContext, 32).expose()).hex())
                .isEqualTo(secret);
    }

    @Test
    void drawsItsEphemeralKeyFromTheSourceItIsHanded() throws Exception {
        CountingRandom random = new CountingRandom();
        Hpke.SenderContext one = Hpke.setupSender(recipient().publicKey(), INFO, CRYPTO, random);
        Hpke.SenderContext other = Hpke.setupSender(recipient().publicKey(), INFO, CRYPTO, random);
        assertThat(one.enc())
                .isEqualTo(CRYPTO.generateX25519(new CountingRandom()).publicKey())
                .isNotEqualTo(other.enc());
    }

    @Test
    void refusesWhatWasAlteredCutOffOrMeantForAnotherPlaceAndStillOpensTheRightOne()
            throws Exception {
        Hpke.SenderContext sender = sender();
        Bytes first = sender.seal(Bytes.empty(), PLAINTEXT);
        Bytes second = sender.seal(Bytes.empty(), PLAINTEXT);
        Hpke.RecipientContext recipient = Hpke.setupRecipient(ENC, recipient(), INFO, CRYPTO);
        assertUnreadable(recipient, Bytes.empty(), second);
        assertUnreadable(recipient, Bytes.of((byte) 1), first);
        for (int length = 0; length < first.size(); length++) {
            assertUnreadable(recipient, Bytes.empty(), first.slice(0, length));
        }
        assertThat(recipient.open(Bytes.empty(), first)).isEqualTo(PLAINTEXT);
        assertUnreadable(
                Hpke.setupRecipient(ENC, recipient(), Bytes.empty(), CRYPTO), Bytes.empty(), first);
    }

    private static void assertUnreadable(
            Hpke.RecipientContext recipient, Bytes aad, Bytes ciphertext) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> recipient.open(aad, ciphertext))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.BOX_UNREADABLE);
    }

    // cites ENC-27, ENC-28
    @Test
    void refusesKeysThatShareNoSecretOrHaveAnotherSize() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Hpke.setupSender(
                        Bytes.copyOf(new byte[32]), INFO, CRYPTO, new CountingRandom()))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.LOW_ORDER_POINT);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() ->
                        Hpke.setupRecipient(Bytes.copyOf(new byte[32]), recipient(), INFO, CRYPTO))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.LOW_ORDER_POINT);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Hpke.setupRecipient(ENC.slice(0, 31), recipient(), INFO, CRYPTO))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.KEY_INVALID);
    }
}
