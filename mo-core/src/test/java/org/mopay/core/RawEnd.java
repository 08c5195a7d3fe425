package org.mopay.core;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Frame;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.message.Padding;
import org.mopay.core.noise.HandshakeState;
import org.mopay.core.noise.NoiseProtocol;
import org.mopay.core.noise.TransportState;
import org.mopay.proto.v1.ChannelMessage;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * One end of a conversation that says what it likes: handshake, frames and prologue are put together
 * here by hand from the specification, without the channel of the core.
 */
final class RawEnd {
    private final HandshakeState handshake;
    private @Nullable TransportState transport;
    private @Nullable Bytes sessionId;
    private int sent;

    private RawEnd(HandshakeState handshake) {
        this.handshake = handshake;
    }

    static RawEnd payer(
            NoiseProtocol protocol,
            Bytes prologue,
            Optional<Bytes> payeeStatic,
            SeededRandom random) {
        RawEnd end = new RawEnd(HandshakeState.initiator(
                protocol, prologue, null, payeeStatic.orElse(null), TestValidator.CRYPTO, random));
        end.sessionId = Bytes.copyOf(random.next(Frame.SESSION_ID_SIZE));
        return end;
    }

    static RawEnd payee(
            NoiseProtocol protocol,
            Bytes prologue,
            X25519KeyPair staticKeys,
            X25519KeyPair ephemeral) {
        return new RawEnd(HandshakeState.responder(
                protocol, prologue, staticKeys, null, ephemeral, TestValidator.CRYPTO));
    }

    /** Protocol name, suite and engagement, each behind two bytes of length. */
    static Bytes prologue(NoiseProtocol protocol, Bytes engagement) {
        ByteArrayOutputStream prologue = new ByteArrayOutputStream();
        for (Bytes part :
                new Bytes[] {Bytes.ofUtf8(protocol.name()), Bytes.ofUtf8("MO/1"), engagement}) {
            prologue.write(part.size() >> 8);
            prologue.write(part.size());
            prologue.writeBytes(part.toArray());
        }
        return Bytes.copyOf(prologue.toByteArray());
    }

    /** Answers under the static key chosen now. */
    void useStatic(X25519KeyPair keys) {
        handshake.useLocalStatic(keys);
    }

    /** The next handshake message with exactly this payload. */
    Bytes handshake(byte[] payload) throws ProtocolException {
        return frame(Frame.Type.HANDSHAKE, handshake.writeMessage(payload));
    }

    /** The next handshake message with a padded payload. */
    Bytes handshake(Bytes payload) throws ProtocolException {
        return handshake(Padding.pad(payload.toArray()));
    }

    byte[] readHandshake(Bytes frame) throws ProtocolException {
        Frame read = Frame.decode(frame);
        sessionId = read.sessionId();
        return handshake.readMessage(read.payload().toArray());
    }

    Bytes handshakeHash() {
        return handshake.handshakeHash();
    }

    /** A transport message with exactly this content, padded. */
    Bytes say(Bytes content) throws ProtocolException {
        return frame(Frame.Type.TRANSPORT, transport().write(Padding.pad(content.toArray())));
    }

    Bytes say(ChannelMessage.Builder message) throws ProtocolException {
        return say(MessageType.CHANNEL_MESSAGE.encode(message.build()));
    }

    ChannelMessage hear(Bytes frame) throws ProtocolException {
        byte[] padded = transport().read(Frame.decode(frame).payload().toArray());
        return MessageType.CHANNEL_MESSAGE.decode(Padding.unpad(padded));
    }

    private TransportState transport() {
        if (transport == null) {
            transport = handshake.split();
        }
        return transport;
    }

    Bytes frame(Frame.Type type, byte[] payload) {
        Bytes session = Optional.ofNullable(sessionId).orElseThrow();
        return new Frame(type, session, sent++, Bytes.copyOf(payload)).encode();
    }
}
