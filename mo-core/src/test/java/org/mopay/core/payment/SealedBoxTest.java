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
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;

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
}
