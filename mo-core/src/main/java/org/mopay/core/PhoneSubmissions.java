package org.mopay.core;

import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.payment.Submissions;
import org.mopay.proto.v1.AuthorizedPayment;
import org.mopay.proto.v1.Role;
import org.mopay.proto.v1.StoredAcceptance;
import org.mopay.proto.v1.StoredPayment;
import org.mopay.proto.v1.StoredRequest;
import org.mopay.proto.v1.Submission;

/** What a phone submits of its own unresolved payments, as payer or as payee. */
final class PhoneSubmissions {
    private PhoneSubmissions() {}

    static Bytes ofPayer(PhoneState phone, StoredPayment payment, long now) {
        Submission.Builder submission = common(phone, payment.getAuthorization())
                .setRequest(payment.getRequest())
                .setPayerCredential(payment.getAlias().getCredential())
                .setPayeeCredential(payment.getPayeeCredential())
                .setSubmitter(Role.ROLE_PAYER);
        return Submissions.authenticate(
                submission.build(), phone.sealSecret(), now, phone.crypto());
    }

    static Bytes ofPayee(PhoneState phone, StoredAcceptance acceptance, long now)
            throws ProtocolException {
        StoredRequest request = phone.request(bytes(acceptance.getRequestDigest()))
                .orElseThrow(() -> new ProtocolException(
                        ErrorCode.PHONE_STATE_CORRUPT, "a request is missing"));
        Submission.Builder submission = common(phone, acceptance.getAuthorization())
                .setRequest(request.getRequest())
                .setPayerCredential(acceptance.getPayerCredential())
                .setPayeeCredential(request.getAlias().getCredential())
                .setSubmitter(Role.ROLE_PAYEE)
                .setAcceptedAt(acceptance.getAcceptedAt());
        return Submissions.authenticate(
                submission.build(), phone.sealSecret(), now, phone.crypto());
    }

    private static Submission.Builder common(PhoneState phone, AuthorizedPayment payment) {
        return Submission.newBuilder()
                .setSuite("MO/1")
                .setValidatorId(phone.validator().id())
                .setAuthorization(payment.getAuthorization())
                .setBox(payment.getBox());
    }
}
