package org.mopay.core.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.util.Arrays;

class TransportStateTest {
    private static final byte[] TEXT = Bytes.ofUtf8("text").toArray();

    private final TransportState initiator =
            TransportState.of(true, false, cipher(1, 0), cipher(2, 0));
    private final TransportState responder =
            TransportState.of(false, false, cipher(1, 0), cipher(2, 0));

    private static CipherState cipher(int key, long nonce) {
        CipherState cipher = new CipherState(NoiseCipher.CHACHAPOLY, CryptoProvider.bouncyCastle());
        byte[] secret = new byte[32];
        secret[0] = (byte) key;
        cipher.initializeKey(SecretBytes.adopt(secret));
        cipher.setNonce(nonce);
        return cipher;
    }

    // cites HS-19
    @Test
    void readsTheRightMessageAfterAnyNumberOfWrongOnes() throws Exception {
        byte[] first = initiator.write(TEXT);
        byte[] second = initiator.write(TEXT);
        for (int i = 0; i < first.length; i++) {
            byte[] flipped = first.clone();
            flipped[i] ^= 1;
            assertCode(ErrorCode.HANDSHAKE_FAILED, () -> responder.read(flipped));
            byte[] cut = Arrays.copyOf(first, i);
            assertCode(ErrorCode.HANDSHAKE_FAILED, () -> responder.read(cut));
        }
        assertCode(ErrorCode.HANDSHAKE_FAILED, () -> responder.read(second));
        assertThat(responder.read(first)).isEqualTo(TEXT);
        assertThat(responder.read(second)).isEqualTo(TEXT);
    }

    @Test
    void refusesAMessageReplayedOrReflected() throws Exception {
        byte[] message = initiator.write(TEXT);
        responder.read(message);
        assertCode(ErrorCode.HANDSHAKE_FAILED, () -> responder.read(message));
        assertCode(ErrorCode.HANDSHAKE_FAILED, () -> initiator.read(message));
    }

    /** The counter 2^64-1 is -1 as a long; 2^64-2 is the last that may be used. */
    // cites HS-21
    @Test
    void neverUsesTheLastNonce() throws Exception {
        TransportState writer = new TransportState(cipher(1, -2), null);
        TransportState reader = new TransportState(null, cipher(1, -2));
        assertThat(reader.read(writer.write(TEXT))).isEqualTo(TEXT);
        assertCode(ErrorCode.NONCE_EXHAUSTED, () -> writer.write(TEXT));
        assertCode(ErrorCode.NONCE_EXHAUSTED, () -> reader.read(new byte[16]));
        assertCode(ErrorCode.NONCE_EXHAUSTED, () -> writer.write(TEXT));
    }

    @Test
    void keepsToMessagesOf65535Bytes() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> initiator.write(new byte[65535 - 16 + 1]));
        byte[] largest = initiator.write(new byte[65535 - 16]);
        assertThat(largest).hasSize(65535);
        assertCode(ErrorCode.MESSAGE_TOO_LARGE, () -> responder.read(new byte[65536]));
        assertThat(responder.read(largest)).hasSize(65535 - 16);
    }

    @Test
    void letsOnlyTheInitiatorSpeakAfterAOneWayPattern() throws Exception {
        TransportState sender = TransportState.of(true, true, cipher(1, 0), cipher(2, 0));
        TransportState receiver = TransportState.of(false, true, cipher(1, 0), cipher(2, 0));
        assertThat(receiver.read(sender.write(TEXT))).isEqualTo(TEXT);
        assertThatIllegalStateException().isThrownBy(() -> receiver.write(TEXT));
        assertThatIllegalStateException().isThrownBy(() -> sender.read(new byte[20]));
    }

    @Test
    void isOverWhenClosed() {
        initiator.close();
        assertThatIllegalStateException().isThrownBy(() -> initiator.write(TEXT));
        assertThatIllegalStateException().isThrownBy(() -> initiator.read(new byte[20]));
    }

    private static void assertCode(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(call)
                .extracting(ProtocolException::code)
                .isEqualTo(code);
    }
}
