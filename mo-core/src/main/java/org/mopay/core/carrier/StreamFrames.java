package org.mopay.core.carrier;

import org.jspecify.annotations.Nullable;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Frame;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.util.ArrayList;
import java.util.List;

/**
 * Frames out of a stream of bytes: each comes behind its length, 2 bytes big-endian, of 1 to {@link
 * Frame#MAX_SIZE}. The length is judged before anything is kept, so one connection never holds more
 * than one frame that is not whole. One instance a connection and direction; not thread-safe.
 */
public final class StreamFrames {
    private static final int LENGTH_SIZE = 2;

    private int lengthBytes;
    private int length;
    private byte @Nullable [] frame;
    private int filled;
    private @Nullable ProtocolException broken;

    /** At the start of a stream. */
    public StreamFrames() {}

    /**
     * A frame behind its length: what is written to the stream.
     *
     * @throws IllegalArgumentException if it is empty or larger than {@link Frame#MAX_SIZE}
     */
    public static Bytes encode(Bytes frame) {
        if (frame.isEmpty() || frame.size() > Frame.MAX_SIZE) {
            throw new IllegalArgumentException("frame of " + frame.size() + " bytes");
        }
        return Bytes.concat(Bytes.of((byte) (frame.size() >> 8), (byte) frame.size()), frame);
    }

    /**
     * Takes the next bytes of the stream, cut anywhere.
     *
     * @return the frames that are whole with them, in order
     * @throws ProtocolException MALFORMED_MESSAGE for the length 0, MESSAGE_TOO_LARGE for one above
     *     the limit. Where the next frame would begin is unknown then: the frames before it are lost
     *     with it, every later call throws the same, and the host closes the connection.
     */
    public List<Bytes> received(Bytes chunk) throws ProtocolException {
        if (broken != null) {
            throw broken;
        }
        List<Bytes> whole = new ArrayList<>();
        int at = 0;
        while (at < chunk.size()) {
            if (frame == null) {
                readLength(chunk.at(at++));
            } else {
                at += fill(frame, chunk, at);
                if (filled == frame.length) {
                    whole.add(Bytes.copyOf(frame));
                    frame = null;
                }
            }
        }
        return whole;
    }

    /** Whether the stream may end here: the last frame is whole. */
    public boolean isBetweenFrames() {
        return frame == null && lengthBytes == 0;
    }

    private void readLength(byte next) throws ProtocolException {
        length = length << 8 | (next & 0xff);
        if (++lengthBytes < LENGTH_SIZE) {
            return;
        }
        if (length == 0 || length > Frame.MAX_SIZE) {
            broken = new ProtocolException(
                    length == 0 ? ErrorCode.MALFORMED_MESSAGE : ErrorCode.MESSAGE_TOO_LARGE,
                    "stream: frame of " + length + " bytes");
            throw broken;
        }
        frame = new byte[length];
        filled = 0;
        length = 0;
        lengthBytes = 0;
    }

    private int fill(byte[] target, Bytes chunk, int from) {
        int size = Math.min(target.length - filled, chunk.size() - from);
        byte[] part = chunk.slice(from, from + size).toArray();
        System.arraycopy(part, 0, target, filled, size);
        filled += size;
        return size;
    }
}
