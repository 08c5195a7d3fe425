package org.mopay.core.carrier;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Engagements;
import org.mopay.core.crypto.Sha256;
import org.mopay.core.crypto.SignatureScheme;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.Activation;

/**
 * The links a phone opens: {@code mo://pay/} with an engagement (payee to payer) and {@code
 * mo://enrol/} with an activation (operator to phone), each in unpadded base64url (RFC 4648 section
 * 5). An activation holds a one-time code: whoever reads that link can enrol with it.
 */
public final class Links {
    /** What a link to pay starts with. */
    public static final String PAY = "mo://pay/";

    /** What a link to enrol starts with. */
    public static final String ENROL = "mo://enrol/";

    private static final int MAX_PORT = 65535;

    private Links() {}

    /** The link of an encoded engagement. */
    public static String pay(Bytes engagement) {
        return PAY + engagement.base64Url();
    }

    /**
     * The exact bytes of the engagement, which both phones hash.
     *
     * @throws ProtocolException MALFORMED_MESSAGE, MESSAGE_TOO_LARGE, UNKNOWN_SUITE or
     *     UNKNOWN_EXTENSION
     */
    public static Bytes engagement(String link) throws ProtocolException {
        Bytes engagement = content(link, PAY, MessageType.ENGAGEMENT.maxBytes());
        Engagements.decode(engagement);
        return engagement;
    }

    /** The link of an activation. */
    public static String enrol(Activation activation) {
        return ENROL + MessageType.ACTIVATION.encode(activation).base64Url();
    }

    /**
     * Where an activation link leads.
     *
     * @throws ProtocolException MALFORMED_MESSAGE or MESSAGE_TOO_LARGE
     */
    public static Activation activation(String link) throws ProtocolException {
        Activation activation = MessageType.ACTIVATION.decode(
                content(link, ENROL, MessageType.ACTIVATION.maxBytes()));
        boolean whole = !activation.getValidatorId().isEmpty()
                && !activation.getHost().isEmpty()
                && activation.getPort() >= 1
                && activation.getPort() <= MAX_PORT
                && activation.getRootKey().size() == SignatureScheme.ED25519.publicKeySize()
                && activation.getTlsPin().size() == Sha256.SIZE
                && !activation.getCode().isEmpty();
        if (!whole) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "activation: a field is missing or out of bounds");
        }
        return activation;
    }

    private static Bytes content(String link, String prefix, int maxBytes)
            throws ProtocolException {
        if (!link.startsWith(prefix)) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "the link does not start with " + prefix);
        }
        String text = link.substring(prefix.length());
        if (text.length() > (maxBytes * 4 + 2) / 3) {
            throw new ProtocolException(
                    ErrorCode.MESSAGE_TOO_LARGE, "link of " + link.length() + " characters");
        }
        try {
            return Bytes.ofBase64Url(text);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "the link is no unpadded base64url", e);
        }
    }
}
