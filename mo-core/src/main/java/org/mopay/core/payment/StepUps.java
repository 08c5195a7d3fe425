package org.mopay.core.payment;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.Kdf;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.PayerNotice;
import org.mopay.proto.v1.StepUpChallenge;
import org.mopay.proto.v1.StepUpContent;
import org.mopay.proto.v1.StepUpMethod;
import org.mopay.proto.v1.StepUpResponse;

import java.util.Optional;

/** What a pending payment waits for, and the payer's answer, which anyone may relay. */
public final class StepUps {
    private static final Bytes NONCE = Bytes.ofUtf8("nonce");

    private StepUps() {}

    /** The challenge of a notice, if it is one about this authorization that can be answered. */
    public static Optional<StepUpChallenge> challenge(PayerNotice notice, Bytes d) {
        StepUpChallenge challenge = notice.getStepUp();
        boolean answerable = notice.hasStepUp()
                && bytes(challenge.getD()).equals(d)
                && challenge.getMethod() == StepUpMethod.STEP_UP_METHOD_TOTP
                && challenge.getNonce().size() == VerifiedRequest.NONCE_SIZE
                && challenge.getAttemptsLeft() > 0;
        return answerable ? Optional.of(challenge) : Optional.empty();
    }

    /**
     * The answer to a challenge. Answering with the same code again gives the same bytes.
     *
     * @throws IllegalArgumentException if the code is not 6 to 8 decimal digits
     */
    public static StepUpResponse respond(
            StepUpChallenge challenge, String code, SecretBytes sealSecret, CryptoProvider crypto) {
        if (!code.chars().allMatch(c -> c >= '0' && c <= '9')
                || code.length() < 6
                || code.length() > 8) {
            throw new IllegalArgumentException("a code has 6 to 8 digits");
        }
        StepUpContent content = StepUpContent.newBuilder()
                .setNonce(challenge.getNonce())
                .setCode(code)
                .build();
        Bytes box = SealedBox.seal(
                sealSecret,
                Label.STEP_UP_CONTENT,
                bytes(challenge.getD()),
                MessageType.STEP_UP_CONTENT.encode(content),
                crypto);
        return StepUpResponse.newBuilder()
                .setD(challenge.getD())
                .setBox(byteString(box))
                .build();
    }

    /** The d that an answer is about; MALFORMED_MESSAGE if it is none. */
    public static Bytes subject(StepUpResponse response) throws ProtocolException {
        Bytes d = bytes(response.getD());
        if (d.size() != AuthorizationForm.DIGEST_SIZE) {
            throw new ProtocolException(ErrorCode.MALFORMED_MESSAGE, "step-up-response: d");
        }
        return d;
    }

    /**
     * The nonce of a challenge. It is derived: a challenge that is asked for again is the same.
     *
     * @param wrongCodes how many codes were wrong before
     */
    public static Bytes nonce(SecretBytes sealSecret, Bytes d, int wrongCodes) {
        Bytes info = Bytes.concat(NONCE, d, Bytes.of((byte) wrongCodes));
        return sealSecret.use(secret -> Bytes.copyOf(Kdf.hkdfExpand(
                secret,
                Label.STEP_UP_CONTENT.inContext(info).toArray(),
                VerifiedRequest.NONCE_SIZE)));
    }

    /**
     * Opens an answer, as the validator does.
     *
     * @throws ProtocolException BOX_UNREADABLE unless the payer's device has sealed it for this d, or a
     *     code of malformed bytes
     */
    public static StepUpContent open(
            StepUpResponse response, SecretBytes sealSecret, CryptoProvider crypto)
            throws ProtocolException {
        return MessageType.STEP_UP_CONTENT.decode(SealedBox.open(
                sealSecret,
                Label.STEP_UP_CONTENT,
                subject(response),
                bytes(response.getBox()),
                crypto));
    }
}
