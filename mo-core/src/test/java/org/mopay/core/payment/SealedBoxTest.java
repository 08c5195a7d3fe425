package org.mopay.core.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mopay.core.TestValidator.CRYPTO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mopay.core.SeededRandom;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.Kdf;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.Padding;

import java.util.Arrays;

class SealedBoxTest {
    private static final Bytes CONTENT = Bytes.ofUtf8("eight digits and some more");

    private final SeededRandom random = new SeededRandom(250);
    private final SecretBytes secret = random.secret(32);
    private final Bytes subject = Bytes.copyOf(random.next(32));
    private final Bytes box = seal(CONTENT);

    private Bytes seal(Bytes content) {
        return SealedBox.seal(secret, Label.BOX_CONTENT, subject, content, CRYPTO);
    }

    private static void assertUnreadable(
            SecretBytes secret, Label label, Bytes subject, Bytes box) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> SealedBox.open(secret, label, subject, box, CRYPTO))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.BOX_UNREADABLE);
    }

    @Test
    void givesItsContentToItsSecretLabelAndSubject() throws ProtocolException {
        assertThat(SealedBox.open(secret, Label.BOX_CONTENT, subject, box, CRYPTO))
                .isEqualTo(CONTENT);
    }

    @Test
    void isTheSameWhoeverSealsItAndWheneverItIsSealed() {
        assertThat(seal(CONTENT)).isEqualTo(box);
    }

    @Test
    void meetsNoOtherContentUnderItsKeyAndNonce() {
        Bytes other = seal(Bytes.ofUtf8("eight digits and some less"));

        assertThat(other.slice(0, SealedBox.SALT_SIZE))
                .isNotEqualTo(box.slice(0, SealedBox.SALT_SIZE));
    }

    @Test
    void isUnreadableUnderAnotherSecretLabelOrSubject() {
        assertUnreadable(random.secret(32), Label.BOX_CONTENT, subject, box);
        assertUnreadable(secret, Label.PAYER_NOTICE, subject, box);
        assertUnreadable(secret, Label.BOX_CONTENT, Bytes.copyOf(random.next(32)), box);
        assertUnreadable(secret, Label.BOX_CONTENT, Bytes.empty(), box);
    }

    // cites PAY-35
    @Test
    void isUnreadableWhateverBitIsFlipped() {
        byte[] bytes = box.toArray();
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertUnreadable(secret, Label.BOX_CONTENT, subject, Bytes.copyOf(bytes));
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void isUnreadableHoweverItIsCut() {
        for (int size = 0; size < box.size(); size++) {
            assertUnreadable(secret, Label.BOX_CONTENT, subject, box.slice(0, size));
        }
        assertUnreadable(secret, Label.BOX_CONTENT, subject, Bytes.concat(box, Bytes.of((byte) 0)));
    }

    // cites PAY-36
    @Test
    void isUnreadableWhenItIsTooLarge() {
        assertUnreadable(
                secret, Label.BOX_CONTENT, subject, Bytes.copyOf(new byte[SealedBox.MAX_SIZE + 1]));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 255})
    void tellsItsLengthInBucketsOnly(int size) {
        assertThat(seal(Bytes.copyOf(new byte[size])).size())
                .isEqualTo(SealedBox.SALT_SIZE + 256 + 16);
    }

    @Test
    void isNotSealedIfItCouldNotBeOpened() throws ProtocolException {
        Bytes largest = Bytes.copyOf(new byte[7 * 256 - 1]);

        assertThat(SealedBox.open(secret, Label.BOX_CONTENT, subject, seal(largest), CRYPTO))
                .isEqualTo(largest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> seal(Bytes.copyOf(new byte[7 * 256])));
    }

    /** The derivation of the specification, done by hand with any salt. */
    private Bytes sealUnder(byte[] salt, byte[] padded) {
        byte[] keys = hkdf(
                hkdf(secret.expose(), "MO/1 box-content\0seal", Bytes.empty(), 32),
                "",
                Bytes.concat(Bytes.copyOf(salt), subject),
                44);
        byte[] sealed = CRYPTO.chaCha20Poly1305(SecretBytes.copyOf(Arrays.copyOf(keys, 32)))
                .seal(Arrays.copyOfRange(keys, 32, 44), subject.toArray(), padded);
        return Bytes.concat(Bytes.copyOf(salt), Bytes.copyOf(sealed));
    }

    private static byte[] hkdf(byte[] key, String label, Bytes info, int size) {
        return Kdf.hkdfExpand(key, Bytes.concat(Bytes.ofUtf8(label), info).toArray(), size);
    }

    @Test
    void isMadeAsTheSpecificationSays() {
        byte[] padded = Padding.pad(CONTENT.toArray());
        byte[] sivKey = hkdf(secret.expose(), "MO/1 box-content\0siv", Bytes.empty(), 32);
        byte[] salt = Arrays.copyOf(Kdf.hmacSha256(sivKey, subject.toArray(), padded), 16);

        assertThat(sealUnder(salt, padded)).isEqualTo(box);
    }

    /** One who knows the secret could otherwise make two boxes of one content. */
    // cites PAY-35
    @Test
    void isUnreadableUnderASaltThatIsNotItsContents() {
        Bytes other = sealUnder(new byte[16], Padding.pad(CONTENT.toArray()));

        assertUnreadable(secret, Label.BOX_CONTENT, subject, other);
    }
}
