package org.mopay.core.channel;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.nio.ByteBuffer;

/**
 * What a carrier moves: {@code type (1) || session id (8) || sequence (4, big-endian) || payload}.
 *
 * @param type what the payload is
 * @param sessionId 8 random bytes, chosen by the payer
 * @param sequence counts the frames of one direction from 0
 * @param payload a Noise message, or an Abort
 */
public record Frame(Type type, Bytes sessionId, int sequence, Bytes payload) {
    /** The largest frame in bytes; a carrier refuses more before it reads it. */
    public static final int MAX_SIZE = 16384;

    /** Bytes. */
    public static final int SESSION_ID_SIZE = 8;

    private static final int HEADER_SIZE = 1 + SESSION_ID_SIZE + 4;

    /** The type of a frame and its number on the wire. */
    public enum Type {
        HANDSHAKE(1),
        TRANSPORT(2),
        ABORT(3);

        private final int number;

        Type(int number) {
            this.number = number;
        }
    }

    /**
     * Reads a frame.
     *
     * @throws ProtocolException MESSAGE_TOO_LARGE, MALFORMED_MESSAGE or UNKNOWN_MESSAGE_TYPE
     */
    public static Frame decode(Bytes encoded) throws ProtocolException {
        if (encoded.size() > MAX_SIZE) {
            throw new ProtocolException(
                    ErrorCode.MESSAGE_TOO_LARGE, "frame of " + encoded.size() + " bytes");
        }
        if (encoded.size() < HEADER_SIZE) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "frame of " + encoded.size() + " bytes");
        }
        int sequence = ByteBuffer.wrap(encoded.toArray()).getInt(1 + SESSION_ID_SIZE);
        if (sequence < 0) {
            throw new ProtocolException(ErrorCode.MALFORMED_MESSAGE, "frame: sequence");
        }
        return new Frame(
                typeOf(encoded.at(0)),
                encoded.slice(1, 1 + SESSION_ID_SIZE),
                sequence,
                encoded.slice(HEADER_SIZE, encoded.size()));
    }

    private static Type typeOf(byte number) throws ProtocolException {
        for (Type type : Type.values()) {
            if (type.number == number) {
                return type;
            }
        }
        throw new ProtocolException(ErrorCode.UNKNOWN_MESSAGE_TYPE, "frame of type " + number);
    }

    /** The frame's bytes. */
    public Bytes encode() {
        byte[] header = new byte[HEADER_SIZE];
        ByteBuffer buffer = ByteBuffer.wrap(header);
        buffer.put((byte) type.number);
        buffer.put(sessionId.toArray());
        buffer.putInt(sequence);
        return Bytes.concat(Bytes.copyOf(header), payload);
    }
}
