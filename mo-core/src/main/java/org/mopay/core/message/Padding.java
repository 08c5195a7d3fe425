package org.mopay.core.message;

import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;

import java.util.Arrays;

/**
 * ISO/IEC 7816-4 padding to multiples of a bucket, so that the length of a ciphertext tells
 * little: {@code 0x80}, then zeros.
 */
public final class Padding {
    /** Bytes; {@code padding_bucket} of the limits registry. */
    public static final int BUCKET = 256;

    private static final byte MARK = (byte) 0x80;

    private Padding() {}

    /** The message followed by 1 to {@link #BUCKET} bytes of padding. */
    public static byte[] pad(byte[] message) {
        byte[] padded = Arrays.copyOf(message, (message.length / BUCKET + 1) * BUCKET);
        padded[message.length] = MARK;
        return padded;
    }

    /** The message without its padding; anything but the one correct padding is malformed. */
    public static byte[] unpad(byte[] padded) throws ProtocolException {
        int mark = padded.length - 1;
        while (mark >= 0 && padded[mark] == 0) {
            mark--;
        }
        boolean shortest = padded.length % BUCKET == 0 && mark >= padded.length - BUCKET;
        if (mark < 0 || padded[mark] != MARK || !shortest) {
            throw new ProtocolException(ErrorCode.MALFORMED_MESSAGE, "padding");
        }
        return Arrays.copyOf(padded, mark);
    }
}
