package org.mopay.core.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.CountingRandom;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.util.Arrays;

class HandshakeStateTest {
    private static final CryptoProvider CRYPTO = CryptoProvider.bouncyCastle();
    private static final Bytes PROLOGUE = Bytes.ofUtf8("prologue");
    private static final byte[] PAYLOAD = Bytes.ofUtf8("payload").toArray();

    /** The two protocols that MO/1 speaks. */
    enum Spoken {
        XX(NoiseProtocol.XX),
        XK(NoiseProtocol.XK);

        private final NoiseProtocol protocol;

        Spoken(NoiseProtocol protocol) {
            this.protocol = protocol;
        }
    }

    private final CountingRandom random = new CountingRandom();
    private final X25519KeyPair initiatorStatic = CRYPTO.generateX25519(random);
    private final X25519KeyPair responderStatic = CRYPTO.generateX25519(random);

    private HandshakeState initiator(Spoken spoken) {
        return HandshakeState.initiator(
                spoken.protocol,
                PROLOGUE,
                initiatorStatic,
                spoken == Spoken.XK ? responderStatic.publicKey() : null,
                CRYPTO,
                random);
    }

    private HandshakeState responder(Spoken spoken) {
        return HandshakeState.responder(
                spoken.protocol, PROLOGUE, responderStatic, null, CRYPTO, random);
    }

    @ParameterizedTest
    @EnumSource
    void tellsBothSidesTheSameAfterEveryMessage(Spoken spoken) throws Exception {
        HandshakeState writer = initiator(spoken);
        HandshakeState reader = responder(spoken);
        while (!writer.isComplete()) {
            assertThat(reader.readMessage(writer.writeMessage(PAYLOAD))).isEqualTo(PAYLOAD);
            assertThat(reader.handshakeHash()).isEqualTo(writer.handshakeHash());
            assertThat(reader.remoteEphemeral()).isEqualTo(writer.localEphemeral());
            HandshakeState next = reader;
            reader = writer;
            writer = next;
        }
        assertThat(reader.isComplete()).isTrue();
        assertThat(writer.remoteStatic()).isEqualTo(initiatorStatic.publicKey());
        assertThat(reader.remoteStatic()).isEqualTo(responderStatic.publicKey());
    }

    /** Every byte flipped, every length, trailing data: refused each time, then the right one read. */
    // cites HS-19
    @ParameterizedTest
    @EnumSource
    void readsTheRightMessageAfterAnyNumberOfWrongOnes(Spoken spoken) throws Exception {
        HandshakeState writer = initiator(spoken);
        HandshakeState reader = responder(spoken);
        boolean encrypted = spoken == Spoken.XK;
        while (!writer.isComplete()) {
            byte[] message = writer.writeMessage(PAYLOAD);
            Bytes hashBefore = reader.handshakeHash();
            if (encrypted) {
                refuseEveryAlteration(reader, message);
            }
            assertThat(reader.handshakeHash()).isEqualTo(hashBefore);
            assertThat(reader.readMessage(message)).isEqualTo(PAYLOAD);
            encrypted = true;
            HandshakeState next = reader;
            reader = writer;
            writer = next;
        }
        assertThat(writer.split().read(reader.split().write(PAYLOAD))).isEqualTo(PAYLOAD);
    }

    private static void refuseEveryAlteration(HandshakeState reader, byte[] message) {
        for (int i = 0; i < message.length; i++) {
            byte[] flipped = message.clone();
            flipped[i] ^= 1;
            assertRefused(reader, flipped);
            assertRefused(reader, Arrays.copyOf(message, i));
        }
        assertRefused(reader, Arrays.copyOf(message, message.length + 1));
    }

    private static void assertRefused(HandshakeState reader, byte[] message) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> reader.readMessage(message))
                .extracting(ProtocolException::code)
                .isIn(ErrorCode.HANDSHAKE_FAILED, ErrorCode.MALFORMED_MESSAGE);
    }

    // cites HS-07
    @Test
    void failsWhenTheProloguesDiffer() throws Exception {
        HandshakeState initiator = initiator(Spoken.XX);
        HandshakeState responder = HandshakeState.responder(
                NoiseProtocol.XX, Bytes.ofUtf8("another"), responderStatic, null, CRYPTO, random);
        responder.readMessage(initiator.writeMessage(PAYLOAD));
        assertRefused(initiator, responder.writeMessage(PAYLOAD));
    }

    // cites HS-05
    @Test
    void failsWhenTheResponderHasNotTheKeyThatXkNames() throws Exception {
        HandshakeState initiator = initiator(Spoken.XK);
        HandshakeState impostor = HandshakeState.responder(
                NoiseProtocol.XK, PROLOGUE, CRYPTO.generateX25519(random), null, CRYPTO, random);
        assertRefused(impostor, initiator.writeMessage(PAYLOAD));
    }

    @Test
    void usesTheEphemeralKeyThatThePayeeCommittedTo() throws Exception {
        X25519KeyPair committed = CRYPTO.generateX25519(random);
        HandshakeState responder = HandshakeState.responder(
                NoiseProtocol.XX, PROLOGUE, responderStatic, null, committed, CRYPTO);
        HandshakeState initiator = initiator(Spoken.XX);
        assertThat(responder.localEphemeral()).isEqualTo(committed.publicKey());
        responder.readMessage(initiator.writeMessage(PAYLOAD));
        initiator.readMessage(responder.writeMessage(PAYLOAD));
        assertThat(initiator.remoteEphemeral()).isEqualTo(committed.publicKey());
    }

    // cites ENC-28
    @Test
    void refusesAnEphemeralKeyThatSharesNoSecret() throws Exception {
        HandshakeState responder = responder(Spoken.XK);
        byte[] zeroKey = new byte[64];
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> responder.readMessage(zeroKey))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.LOW_ORDER_POINT);
        assertThat(responder.readMessage(initiator(Spoken.XK).writeMessage(PAYLOAD)))
                .isEqualTo(PAYLOAD);
    }

    /** In XX the first agreement is made when the answer is written. */
    // cites ENC-28
    @Test
    void refusesToAnswerAnEphemeralKeyThatSharesNoSecret() throws Exception {
        HandshakeState responder = responder(Spoken.XX);
        responder.readMessage(new byte[32]);
        Bytes hashBefore = responder.handshakeHash();
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> responder.writeMessage(PAYLOAD))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.LOW_ORDER_POINT);
        assertThat(responder.handshakeHash()).isEqualTo(hashBefore);
    }

    @Test
    void keepsToMessagesOf65535Bytes() throws Exception {
        HandshakeState initiator = initiator(Spoken.XX);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> initiator.writeMessage(new byte[65535 - 32 + 1]));
        byte[] largest = initiator.writeMessage(new byte[65535 - 32]);
        assertThat(largest).hasSize(65535);
        HandshakeState responder = responder(Spoken.XX);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> responder.readMessage(new byte[65536]))
                .extracting(ProtocolException::code)
                .isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
        assertThat(responder.readMessage(largest)).hasSize(65535 - 32);
    }

    @Test
    void takesMessagesInTurnOnly() throws Exception {
        HandshakeState initiator = initiator(Spoken.XX);
        HandshakeState responder = responder(Spoken.XX);
        assertThatIllegalStateException().isThrownBy(() -> responder.writeMessage(PAYLOAD));
        assertThatIllegalStateException().isThrownBy(() -> initiator.readMessage(PAYLOAD));
        assertThatIllegalStateException().isThrownBy(initiator::split);
        assertThatIllegalStateException().isThrownBy(initiator::remoteEphemeral);
        assertThatIllegalStateException().isThrownBy(initiator::remoteStatic);
        responder.readMessage(initiator.writeMessage(PAYLOAD));
        assertThatIllegalStateException().isThrownBy(() -> initiator.writeMessage(PAYLOAD));
    }

    @Test
    void needsTheKeyThatThePatternKnowsBeforehand() {
        assertThatIllegalStateException()
                .isThrownBy(() -> HandshakeState.initiator(
                        NoiseProtocol.XK, PROLOGUE, initiatorStatic, null, CRYPTO, random));
    }

    // cites HS-45
    @Test
    void wipesItsEphemeralKeyAndLeavesTheStaticOneWhenClosed() {
        X25519KeyPair ephemeral = CRYPTO.generateX25519(random);
        HandshakeState responder = HandshakeState.responder(
                NoiseProtocol.XX, PROLOGUE, responderStatic, null, ephemeral, CRYPTO);
        responder.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> ephemeral.privateKey().expose());
        assertThat(responderStatic.privateKey().expose()).hasSize(32);
        assertThatIllegalStateException().isThrownBy(() -> responder.readMessage(new byte[32]));
    }

    @Test
    void splitsOnceAndKeepsWhatIsPublic() throws Exception {
        HandshakeState initiator = initiator(Spoken.XX);
        HandshakeState responder = responder(Spoken.XX);
        responder.readMessage(initiator.writeMessage(PAYLOAD));
        initiator.readMessage(responder.writeMessage(PAYLOAD));
        responder.readMessage(initiator.writeMessage(PAYLOAD));
        Bytes hash = initiator.handshakeHash();
        initiator.split();
        assertThatIllegalStateException().isThrownBy(initiator::split);
        assertThat(initiator.handshakeHash()).isEqualTo(hash);
        assertThat(initiator.remoteStatic()).isEqualTo(responderStatic.publicKey());
        assertThat(initiator.localEphemeral()).isEqualTo(responder.remoteEphemeral());
    }
}
