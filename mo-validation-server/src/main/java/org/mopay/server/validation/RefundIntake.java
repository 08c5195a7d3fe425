package org.mopay.server.validation;

import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.PaymentIds;
import org.mopay.core.payment.RefundForm;
import org.mopay.core.payment.SealedBox;
import org.mopay.proto.v1.BoxContent;
import org.mopay.proto.v1.RefundTerms;
import org.mopay.server.credential.CredentialOffice;
import org.mopay.server.credential.DeviceSecrets;
import org.mopay.server.ledger.RefundOrder;
import org.mopay.server.ledger.book.Asset;
import org.mopay.server.ledger.book.Device;
import org.mopay.server.ledger.book.PaymentIdentity;
import org.mopay.server.ledger.book.RefundRecord;

import java.util.Optional;

/**
 * Takes a refund in. The checks before the ledger's own, in their order, which is the precedence of
 * errors:
 *
 * <ol>
 *   <li>size and form, box digest, validator;
 *   <li>a recorded r: answered with its record, and no later check applies;
 *   <li>the device is known and not revoked, and has signed;
 *   <li>the time;
 *   <li>the box opens.
 * </ol>
 *
 * A failure records nothing. The one-time password is only compared here. Thread-safe.
 */
public final class RefundIntake {
    private final RecordedRefunds recorded;
    private final DeviceDirectory devices;
    private final DeviceSecrets secrets;
    private final CredentialOffice office;
    private final CryptoProvider crypto;

    public RefundIntake(
            RecordedRefunds recorded,
            DeviceDirectory devices,
            DeviceSecrets secrets,
            CredentialOffice office,
            CryptoProvider crypto) {
        this.recorded = recorded;
        this.devices = devices;
        this.secrets = secrets;
        this.office = office;
        this.crypto = crypto;
    }

    /** Finds decided refunds by refund id. */
    @FunctionalInterface
    public interface RecordedRefunds {
        Optional<RefundRecord> refund(Bytes refundId);
    }

    /**
     * Reads and checks an encoded RefundSubmission.
     *
     * @param now seconds since the Unix epoch
     * @throws ProtocolException with the code of the first check that fails; nothing was recorded
     */
    public Taken<RefundOrder, RefundRecord> take(
            Bytes submission, TrustedValidator validator, long now) throws ProtocolException {
        RefundForm form = RefundForm.decode(MessageType.REFUND_SUBMISSION.decode(submission));
        RefundTerms terms = form.terms();
        if (!terms.getValidatorId().equals(validator.id())) {
            throw new ProtocolException(
                    ErrorCode.WRONG_VALIDATOR, "addressed to " + terms.getValidatorId());
        }
        Asset asset = asset(terms);
        PaymentIdentity identity = identity(form);
        Optional<RefundRecord> earlier = recorded.refund(identity.paymentId());
        if (earlier.isPresent()) {
            if (!earlier.get().identity().equals(identity)) {
                throw new ProtocolException(
                        ErrorCode.BOX_CHANGED, "recorded with another sealed part");
            }
            return Taken.decided(earlier.get());
        }
        Device device = devices.enrolled(bytes(terms.getDeviceId()));
        MessageType.REFUND.verify(
                form.submission().getRefund(), crypto.p256Verifier(device.identityKey()));
        checkTime(terms.getCreated(), validator, now);
        boolean otpCorrect = checkOtp(form, device);
        return Taken.toDecide(new RefundOrder(
                identity,
                device.id(),
                bytes(terms.getPaymentId()),
                bytes(terms.getD()),
                asset,
                terms.getAmount(),
                terms.getReason(),
                otpCorrect,
                submission,
                office.issuerKeyId(now),
                now));
    }

    private static PaymentIdentity identity(RefundForm form) {
        return new PaymentIdentity(
                PaymentIds.paymentId(form.terms().getCreated(), form.r()),
                form.r(),
                MessageType.REFUND.digest(bytes(form.submission().getRefund().getBody())));
    }

    private static Asset asset(RefundTerms terms) throws ProtocolException {
        try {
            return new Asset(terms.getAsset(), terms.getExponent());
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(ErrorCode.MALFORMED_MESSAGE, "refund: no asset", e);
        }
    }

    private static void checkTime(long created, TrustedValidator validator, long now)
            throws ProtocolException {
        if (created > now + validator.limits().getClockTolerance()) {
            throw new ProtocolException(ErrorCode.CLOCK_AHEAD, "made at " + created);
        }
        if (created < now - validator.limits().getSettleWindow()) {
            throw new ProtocolException(ErrorCode.AUTHORIZATION_EXPIRED, "made at " + created);
        }
    }

    private boolean checkOtp(RefundForm form, Device device) throws ProtocolException {
        DeviceSecrets.Pair pair = secrets.unwrap(device.wrappedSecrets(), device.id());
        BoxContent content = MessageType.BOX_CONTENT.decode(SealedBox.open(
                pair.seal(),
                Label.BOX_CONTENT,
                form.r(),
                bytes(form.submission().getBox()),
                crypto));
        return form.hasPassword(content, pair.otp());
    }
}
