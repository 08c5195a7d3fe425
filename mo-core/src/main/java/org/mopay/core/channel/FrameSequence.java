package org.mopay.core.channel;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.util.Optional;

/**
 * Numbers the frames of one live session. A frame that came again, byte for byte, gets the last
 * frame sent in return, so that a lost answer or another carrier continues the session.
 */
final class FrameSequence {
    private final Bytes sessionId;
    private int sent;
    private int received;
    private @Nullable Bytes lastSent;
    private Bytes lastReceived = Bytes.empty();

    FrameSequence(Bytes sessionId) {
        this.sessionId = sessionId;
    }

    Bytes next(Frame.Type type, byte[] payload) {
        Bytes frame = new Frame(type, sessionId, sent, Bytes.copyOf(payload)).encode();
        sent++;
        lastSent = frame;
        return frame;
    }

    boolean isRepeat(Bytes frame) {
        return frame.equals(lastReceived);
    }

    /** The answer to a frame that is the last one again. */
    Optional<Bytes> answerToRepeat(Bytes frame) {
        return isRepeat(frame) ? Optional.ofNullable(lastSent) : Optional.empty();
    }

    /** Checks that a frame is the next one of this session; {@link #accepted} then counts it. */
    Frame expect(Bytes encoded, Frame.Type type) throws ProtocolException {
        Frame frame = Frame.decode(encoded);
        requireSession(frame);
        if (frame.type() != type || frame.sequence() != received) {
            throw new ProtocolException(
                    ErrorCode.UNEXPECTED_MESSAGE, "not the next frame of this session");
        }
        return frame;
    }

    void requireSession(Frame frame) throws ProtocolException {
        if (!frame.sessionId().equals(sessionId)) {
            throw new ProtocolException(ErrorCode.UNEXPECTED_MESSAGE, "a frame of another session");
        }
    }

    void accepted(Bytes encoded) {
        received++;
        lastReceived = encoded;
    }
}
