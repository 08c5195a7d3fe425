package org.mopay.server.validation;

import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.message.Unverified;
import org.mopay.proto.v1.CancelAuthorization;
import org.mopay.proto.v1.Cancellation;
import org.mopay.server.credential.CredentialOffice;
import org.mopay.server.ledger.CancelPending;
import org.mopay.server.ledger.book.PaymentIdentity;
import org.mopay.server.ledger.book.PaymentRecord;

/**
 * Takes in a payer's wish that a payment is never settled. The submission beside it is judged as if it
 * was to be settled; then the wish must be about it, and signed by the payer's device. Thread-safe.
 */
public final class CancellationIntake {
    private final Intake submissions;
    private final DeviceDirectory devices;
    private final CredentialOffice office;
    private final CryptoProvider crypto;

    public CancellationIntake(
            Intake submissions,
            DeviceDirectory devices,
            CredentialOffice office,
            CryptoProvider crypto) {
        this.submissions = submissions;
        this.devices = devices;
        this.office = office;
        this.crypto = crypto;
    }

    /**
     * Reads and checks an encoded Cancellation.
     *
     * @param now seconds since the Unix epoch
     * @throws ProtocolException with the code of the first check that fails; nothing was recorded
     */
    public Taken<ValidatedCommand, PaymentRecord> take(
            Bytes encoded, TrustedValidator validator, long now) throws ProtocolException {
        Cancellation cancellation = MessageType.CANCELLATION.decode(encoded);
        Unverified<CancelAuthorization> wish =
                MessageType.CANCEL_AUTHORIZATION.read(cancellation.getCancelAuthorization());
        Taken<ValidatedPayment, PaymentRecord> taken =
                submissions.takeUnlessRecorded(bytes(cancellation.getSubmission()), validator, now);
        if (taken.earlier().isPresent()) {
            return recorded(taken.earlier().get(), wish, encoded, validator, now);
        }
        ValidatedPayment payment = taken.order().orElseThrow();
        Bytes device = payment.order().payer().device();
        checkWish(wish, payment.order().identity(), device, validator);
        return Taken.toDecide(payment.toCancel(encoded));
    }

    /** What is decided stays so; what is pending needs the wish alone. */
    private Taken<ValidatedCommand, PaymentRecord> recorded(
            PaymentRecord payment,
            Unverified<CancelAuthorization> wish,
            Bytes encoded,
            TrustedValidator validator,
            long now)
            throws ProtocolException {
        if (!payment.ruling().isPending()) {
            return Taken.decided(payment);
        }
        Bytes device = payment.payer().device();
        checkWish(wish, payment.identity(), device, validator);
        CancelPending command = new CancelPending(
                payment.identity().paymentId(), encoded, office.issuerKeyId(now), now);
        return Taken.toDecide(new ValidatedCommand(command, device, false));
    }

    private void checkWish(
            Unverified<CancelAuthorization> wish,
            PaymentIdentity payment,
            Bytes device,
            TrustedValidator validator)
            throws ProtocolException {
        CancelAuthorization said = wish.message();
        if (!said.getValidatorId().equals(validator.id())) {
            throw new ProtocolException(
                    ErrorCode.WRONG_VALIDATOR, "addressed to " + said.getValidatorId());
        }
        if (!bytes(said.getD()).equals(payment.d())
                || !bytes(said.getDeviceId()).equals(device)) {
            throw new ProtocolException(
                    ErrorCode.TERMS_MISMATCH, "the wish is about another payment");
        }
        wish.verify(crypto.p256Verifier(devices.enrolled(device).identityKey()));
    }
}
