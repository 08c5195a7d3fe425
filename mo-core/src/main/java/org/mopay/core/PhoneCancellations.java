package org.mopay.core;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.secret;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.Outcomes;
import org.mopay.proto.v1.CancelAuthorization;
import org.mopay.proto.v1.CancelRequest;
import org.mopay.proto.v1.Cancellation;
import org.mopay.proto.v1.RequestCancellation;
import org.mopay.proto.v1.RequestState;
import org.mopay.proto.v1.RequestStatus;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredPayment;
import org.mopay.proto.v1.StoredRequest;

/** What a phone's user does not want any more: a payment not settled yet, a request not paid yet. */
final class PhoneCancellations {
    private PhoneCancellations() {}

    static void ofPayment(PhoneState phone, Bytes d, long now) {
        StoredPayment payment = phone.paymentOf(d)
                .orElseThrow(
                        () -> new IllegalArgumentException("no unresolved payment of this phone"));
        if (payment.hasCancellation()) {
            return;
        }
        CancelAuthorization wish = CancelAuthorization.newBuilder()
                .setValidatorId(phone.validator().id())
                .setDeviceId(phone.stored().getDeviceId())
                .setD(byteString(d))
                .setCreated(now)
                .build();
        phone.replace(payment.toBuilder()
                .setCancellation(MessageType.CANCEL_AUTHORIZATION.sign(wish, phone.identity()))
                .build());
    }

    /** The cancellation to send, with the submission it is about. */
    static Bytes message(StoredPayment payment, Bytes submission) {
        return MessageType.CANCELLATION.encode(Cancellation.newBuilder()
                .setCancelAuthorization(payment.getCancellation())
                .setSubmission(byteString(submission))
                .build());
    }

    static void ofRequest(PhoneState phone, Bytes requestDigest, long now) {
        StoredRequest request = PhoneRequests.open(phone, requestDigest);
        if (request.hasCancellation()) {
            return;
        }
        CancelRequest wish = CancelRequest.newBuilder()
                .setValidatorId(phone.validator().id())
                .setRequestDigest(byteString(requestDigest))
                .setCreated(now)
                .build();
        phone.replace(request.toBuilder()
                .setCancellation(MessageType.CANCEL_REQUEST.sign(
                        wish,
                        phone.crypto().ed25519Signer(secret(request.getAlias().getSigningSeed()))))
                .build());
    }

    static Bytes message(PhoneState phone, Bytes requestDigest) {
        StoredRequest request = PhoneRequests.open(phone, requestDigest);
        if (!request.hasCancellation()) {
            throw new IllegalStateException("the request was not cancelled");
        }
        return MessageType.REQUEST_CANCELLATION.encode(RequestCancellation.newBuilder()
                .setCancelRequest(request.getCancellation())
                .setRequest(request.getRequest())
                .setPayeeCredential(request.getAlias().getCredential())
                .build());
    }

    static void take(PhoneState phone, Bytes requestDigest, Signed status)
            throws ProtocolException {
        RequestStatus said = Outcomes.signedStatus(status, phone.validator());
        if (!bytes(said.getRequestDigest()).equals(requestDigest)) {
            throw new ProtocolException(ErrorCode.OUTCOME_INVALID, "about another request");
        }
        if (said.getState() != RequestState.REQUEST_STATE_OPEN) {
            phone.forgetRequest(requestDigest);
        }
    }
}
