package org.mopay.core.carrier;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Engagements;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;

/**
 * An engagement as the text of a QR code: {@code MO:} and its bytes in {@link Base45}, so that the
 * code stays in the alphanumeric mode, where 1.5 characters carry a byte.
 */
public final class QrText {
    /** What every such text starts with. */
    public static final String PREFIX = "MO:";

    private static final int MAX_LENGTH =
            PREFIX.length() + Base45.encodedLength(MessageType.ENGAGEMENT.maxBytes());

    private QrText() {}

    /** The text of an encoded engagement. */
    public static String encode(Bytes engagement) {
        return PREFIX + Base45.encode(engagement);
    }

    /**
     * The exact bytes of the engagement, which both phones hash.
     *
     * @throws ProtocolException MALFORMED_MESSAGE, MESSAGE_TOO_LARGE, UNKNOWN_SUITE or
     *     UNKNOWN_EXTENSION
     */
    public static Bytes decode(String text) throws ProtocolException {
        if (!text.startsWith(PREFIX)) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "a QR text starts with " + PREFIX);
        }
        if (text.length() > MAX_LENGTH) {
            throw new ProtocolException(
                    ErrorCode.MESSAGE_TOO_LARGE, "QR text of " + text.length() + " characters");
        }
        Bytes engagement = Base45.decode(text.substring(PREFIX.length()));
        Engagements.decode(engagement);
        return engagement;
    }
}
