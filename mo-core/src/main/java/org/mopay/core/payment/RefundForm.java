package org.mopay.core.payment;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.ByteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.credential.UserConsent;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.crypto.RandomSource;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.otp.Ocra;
import org.mopay.proto.v1.BoxContent;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.Refund;
import org.mopay.proto.v1.RefundSubmission;
import org.mopay.proto.v1.RefundTerms;

/**
 * A refund that was decoded and whose box is the one it names; its signature is not yet checked. The
 * payee's phone makes it, the validator reads it.
 */
public final class RefundForm {
    /** The counter of a refund's one-time password: no credential pays it. */
    private static final long COUNTER = 0;

    private static final int DEVICE_ID_SIZE = 8;
    private static final int PAYMENT_ID_SIZE = 32;

    private final RefundSubmission submission;
    private final RefundTerms terms;
    private final Bytes r;

    private RefundForm(RefundSubmission submission, RefundTerms terms, Bytes r) {
        this.submission = submission;
        this.terms = terms;
        this.r = r;
    }

    /**
     * Makes a refund.
     *
     * @param terms all but the nonce
     * @param identity the identity key of the payee's device
     */
    public static RefundForm make(
            RefundTerms.Builder terms,
            Signer identity,
            SecretBytes sealSecret,
            UserConsent consent,
            CryptoProvider crypto,
            RandomSource random)
            throws ProtocolException {
        Bytes encoded =
                MessageType.REFUND_TERMS.encode(terms.setNonce(nonce(random)).build());
        Bytes r = Label.REFUND_TERMS.digest(encoded);
        BoxContent content = BoxContent.newBuilder()
                .setOtp(Ocra.forPayment(consent.otpSecret(), COUNTER, r))
                .setUserVerification(UserEvidence.of(consent, r))
                .setNonce(nonce(random))
                .build();
        Bytes box = SealedBox.seal(
                sealSecret, Label.BOX_CONTENT, r, MessageType.BOX_CONTENT.encode(content), crypto);
        Refund refund = Refund.newBuilder()
                .setTerms(byteString(encoded))
                .setBoxDigest(byteString(Label.BOX.digest(box)))
                .build();
        return decode(RefundSubmission.newBuilder()
                .setRefund(MessageType.REFUND.sign(refund, identity))
                .setBox(byteString(box))
                .build());
    }

    private static ByteString nonce(RandomSource random) {
        return ByteString.copyFrom(random.next(VerifiedRequest.NONCE_SIZE));
    }

    /**
     * Decodes refund and terms.
     *
     * @throws ProtocolException BOX_CHANGED if the box is not the one that was signed, AMOUNT_INVALID, or
     *     a code of malformed bytes
     */
    public static RefundForm decode(RefundSubmission submission) throws ProtocolException {
        Refund refund = MessageType.REFUND.decode(submission.getRefund().getBody());
        RefundTerms terms = MessageType.REFUND_TERMS.decode(refund.getTerms());
        if (submission.getBox().size() > SealedBox.MAX_SIZE) {
            throw new ProtocolException(ErrorCode.MESSAGE_TOO_LARGE, "box");
        }
        if (!Label.BOX.digest(bytes(submission.getBox())).equals(bytes(refund.getBoxDigest()))) {
            throw new ProtocolException(
                    ErrorCode.BOX_CHANGED, "the box is not the one that was signed");
        }
        if (terms.getAmount() <= 0) {
            throw new ProtocolException(ErrorCode.AMOUNT_INVALID, "a refund is above 0");
        }
        boolean form = terms.getDeviceId().size() == DEVICE_ID_SIZE
                && terms.getPaymentId().size() == PAYMENT_ID_SIZE
                && terms.getD().size() == AuthorizationForm.DIGEST_SIZE
                && terms.getNonce().size() == VerifiedRequest.NONCE_SIZE
                && terms.getCreated() > 0
                && PlainText.fits(terms.getReason(), VerifiedRequest.MAX_MEMO);
        if (!form) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "refund: a field is out of bounds");
        }
        return new RefundForm(
                submission, terms, Label.REFUND_TERMS.digest(bytes(refund.getTerms())));
    }

    /** Whether the password in an opened box is that of this refund. */
    public boolean hasPassword(BoxContent content, SecretBytes otpSecret) {
        return Ocra.matches(Ocra.forPayment(otpSecret, COUNTER, r), content.getOtp());
    }

    /** What its signer waits for. A refund bears no fee. */
    public AwaitedDecision awaited() {
        return new AwaitedDecision(
                r,
                PaymentIds.paymentId(terms.getCreated(), r),
                terms.getCreated(),
                terms.getAmount(),
                terms.getAsset(),
                terms.getExponent(),
                0,
                FeeBearer.FEE_BEARER_UNSPECIFIED);
    }

    public RefundSubmission submission() {
        return submission;
    }

    public RefundTerms terms() {
        return terms;
    }

    /** Names the refund everywhere. */
    public Bytes r() {
        return r;
    }
}
