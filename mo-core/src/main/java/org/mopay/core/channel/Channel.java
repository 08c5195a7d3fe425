package org.mopay.core.channel;

import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.X25519KeyPair;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.message.Padding;
import org.mopay.core.noise.HandshakeState;
import org.mopay.core.noise.TransportState;
import org.mopay.proto.v1.Abort;
import org.mopay.proto.v1.ChannelMessage;
import org.mopay.proto.v1.Engagement;

import java.util.Optional;

/**
 * What the two ends of a conversation have in common: frames, padding, and the transport after the
 * handshake. A frame that can't be read changes nothing. Keys are wiped by {@link #close}, best
 * effort.
 */
public abstract class Channel implements AutoCloseable {
    private static final Bytes NO_SESSION = Bytes.copyOf(new byte[Frame.SESSION_ID_SIZE]);

    final Engagement engagement;
    final HandshakeState handshake;
    private final Bytes engagementDigest;
    private @Nullable X25519KeyPair ownStatic;
    private @Nullable FrameSequence frames;
    private @Nullable TransportState transport;

    Channel(Engagement engagement, Bytes encoded, HandshakeState handshake) {
        this.engagement = engagement;
        this.engagementDigest = Engagements.digest(encoded);
        this.handshake = handshake;
    }

    /** Names the engagement this channel grew from. */
    public Bytes engagementDigest() {
        return engagementDigest;
    }

    public Engagement engagement() {
        return engagement;
    }

    /** The peer's Noise static key, once it is authenticated. */
    public Bytes remoteStatic() {
        return handshake.remoteStatic();
    }

    /** Six digits for both screens; known after handshake message 2. */
    public abstract String shortAuthenticationString();

    /** Whether this frame is the last one received again. */
    public boolean isRepeat(Bytes frame) {
        return frames != null && frames.isRepeat(frame);
    }

    /** The last frame sent, if this frame is the last one received again. */
    public Optional<Bytes> answerToRepeat(Bytes frame) {
        return frames == null ? Optional.empty() : frames.answerToRepeat(frame);
    }

    /** Writes a transport message; all messages after the handshake go this way. */
    public Bytes write(ChannelMessage message) throws ProtocolException {
        byte[] padded = Padding.pad(MessageType.CHANNEL_MESSAGE.encode(message).toArray());
        return frames().next(Frame.Type.TRANSPORT, transport().write(padded));
    }

    /**
     * Reads a transport message.
     *
     * @throws ProtocolException UNEXPECTED_MESSAGE or HANDSHAKE_FAILED if it is not the other phone's
     *     next, and then nothing has changed; a code of malformed bytes if the other phone itself has
     *     sent them, and then its next message can be read
     */
    public ChannelMessage read(Bytes encoded) throws ProtocolException {
        Frame frame = frames().expect(encoded, Frame.Type.TRANSPORT);
        byte[] padded;
        try {
            padded = transport().read(frame.payload().toArray());
        } catch (ProtocolException e) {
            throw new ProtocolException(
                    ErrorCode.HANDSHAKE_FAILED, "a message was altered on the way", e);
        }
        frames().accepted(encoded);
        return MessageType.CHANNEL_MESSAGE.decode(Padding.unpad(padded));
    }

    /** An ABORT frame: a hint to the other side, in the clear. */
    public Bytes abort(ErrorCode why) {
        Abort abort = Abort.newBuilder().setCode(why.number()).build();
        return frames == null
                ? new Frame(Frame.Type.ABORT, NO_SESSION, 0, bytes(abort.toByteString())).encode()
                : frames.next(Frame.Type.ABORT, abort.toByteArray());
    }

    /**
     * The code of an ABORT frame of this session, if the frame is one. Anybody on the carrier can send
     * it, so it never decides a payment.
     *
     * @throws ProtocolException UNEXPECTED_MESSAGE if it aborts another session, or a code of malformed
     *     bytes
     */
    public Optional<ErrorCode> abortCode(Bytes encoded) throws ProtocolException {
        Frame frame = Frame.decode(encoded);
        if (frame.type() != Frame.Type.ABORT) {
            return Optional.empty();
        }
        frames().requireSession(frame);
        int code = parseAbort(frame.payload()).getCode();
        return Optional.of(ErrorCode.ofNumber(code).orElse(ErrorCode.PEER_GONE));
    }

    /** Strictly, so that a damaged frame of another type does not pass for an abort. */
    private static Abort parseAbort(Bytes payload) throws ProtocolException {
        try {
            Abort abort = Abort.parseFrom(payload.toArray());
            Abort known = Abort.newBuilder().setCode(abort.getCode()).build();
            if (bytes(known.toByteString()).equals(payload)) {
                return abort;
            }
        } catch (InvalidProtocolBufferException e) {
            throw new ProtocolException(ErrorCode.MALFORMED_MESSAGE, "abort", e);
        }
        throw new ProtocolException(ErrorCode.MALFORMED_MESSAGE, "abort: not in canonical form");
    }

    final void begin(Bytes sessionId) {
        frames = new FrameSequence(sessionId);
    }

    final Bytes writeHandshake(byte[] payload) throws ProtocolException {
        return frames().next(Frame.Type.HANDSHAKE, handshake.writeMessage(payload));
    }

    final <M extends Message> Bytes writePadded(MessageType<M> type, M message)
            throws ProtocolException {
        return writeHandshake(Padding.pad(type.encode(message).toArray()));
    }

    final byte[] readHandshake(Bytes encoded) throws ProtocolException {
        Frame frame = frames().expect(encoded, Frame.Type.HANDSHAKE);
        byte[] payload = handshake.readMessage(frame.payload().toArray());
        frames().accepted(encoded);
        return payload;
    }

    static <M extends Message> M decodePadded(MessageType<M> type, Bytes payload)
            throws ProtocolException {
        return type.decode(Padding.unpad(payload.toArray()));
    }

    /** Takes the static keys of this session over: they are wiped when the handshake is over. */
    final void own(X25519KeyPair staticKeys) {
        ownStatic = staticKeys;
    }

    final void split() {
        transport = handshake.split();
        wipeStatic();
    }

    private void wipeStatic() {
        if (ownStatic != null) {
            ownStatic.close();
        }
    }

    private FrameSequence frames() {
        if (frames == null) {
            throw new IllegalStateException("no frame has opened this session");
        }
        return frames;
    }

    private TransportState transport() {
        if (transport == null) {
            throw new IllegalStateException("the handshake is not over");
        }
        return transport;
    }

    @Override
    public void close() {
        handshake.close();
        wipeStatic();
        if (transport != null) {
            transport.close();
        }
    }
}
