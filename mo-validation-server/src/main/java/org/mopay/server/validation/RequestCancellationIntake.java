package org.mopay.server.validation;

import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.credential.VerifiedCredential;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.message.Unverified;
import org.mopay.core.payment.PaymentIds;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.RequestCancellation;
import org.mopay.server.credential.CredentialOffice;
import org.mopay.server.ledger.CancelRequest;
import org.mopay.server.ledger.book.Device;
import org.mopay.server.ledger.book.DeviceStatus;
import org.mopay.server.ledger.book.PaymentIdentity;

/**
 * Takes in a payee's wish that its request is not paid (again): form, the request's own form, the
 * credential and its device, and both signatures of the credential's key. Thread-safe.
 */
public final class RequestCancellationIntake {
    private final CredentialOffice credentials;
    private final DeviceDirectory devices;

    public RequestCancellationIntake(CredentialOffice credentials, DeviceDirectory devices) {
        this.credentials = credentials;
        this.devices = devices;
    }

    /**
     * Reads and checks an encoded RequestCancellation.
     *
     * @param now seconds since the Unix epoch
     * @throws ProtocolException with the code of the first check that fails; nothing was recorded
     */
    public CancelRequest take(Bytes encoded, TrustedValidator validator, long now)
            throws ProtocolException {
        RequestCancellation cancellation = MessageType.REQUEST_CANCELLATION.decode(encoded);
        Unverified<org.mopay.proto.v1.CancelRequest> wish =
                MessageType.CANCEL_REQUEST.read(cancellation.getCancelRequest());
        Unverified<PaymentRequest> signed =
                MessageType.PAYMENT_REQUEST.read(cancellation.getRequest());
        Credential payee =
                VerifiedCredential.decode(cancellation.getPayeeCredential(), validator.id());
        Bytes digest = VerifiedRequest.digest(cancellation.getRequest().getBody());
        if (!wish.message().getValidatorId().equals(validator.id())) {
            throw new ProtocolException(ErrorCode.WRONG_VALIDATOR, "not addressed to this one");
        }
        if (!bytes(wish.message().getRequestDigest()).equals(digest)) {
            throw new ProtocolException(
                    ErrorCode.TERMS_MISMATCH, "the wish is about another request");
        }
        PaymentRequest request = signed.message();
        VerifiedRequest.checkForm(request, bytes(payee.getId()), validator);
        CredentialOffice.Recognised recognised =
                credentials.recognise(cancellation.getPayeeCredential(), payee, validator, now);
        Device device = devices.device(recognised.holder().device())
                .filter(known -> known.status() != DeviceStatus.REVOKED)
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.CREDENTIAL_REVOKED, "of no device that is enrolled"));
        signed.verify(recognised.credential().verifier());
        wish.verify(recognised.credential().verifier());
        return new CancelRequest(
                Bytes.concat(
                        PaymentIds.paymentId(request.getCreated(), digest)
                                .slice(0, PaymentIdentity.TIME_SIZE),
                        digest),
                PaymentValidator.request(request, digest),
                VerifiedRequest.leastAmount(request),
                device.id(),
                recognised.credential().isAlias()
                        ? Integer.valueOf(recognised.holder().index())
                        : null,
                encoded,
                credentials.issuerKeyId(now),
                now);
    }
}
