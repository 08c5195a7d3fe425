package org.mopay.server.validation;

import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.credential.VerifiedCredential;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.message.Unverified;
import org.mopay.core.payment.AuthorizationForm;
import org.mopay.core.payment.PaymentIds;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.AuthenticatedSubmission;
import org.mopay.proto.v1.AuthorizedPayment;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.CredentialKind;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.Role;
import org.mopay.proto.v1.Submission;
import org.mopay.server.ledger.book.PaymentIdentity;

/**
 * Step 1: what time and configuration do not change, so that a retry is known for what it is. Sizes,
 * canonical form, suite and validator, and that the box is the one that was authorized. Step 3 with
 * {@link #checkTerms}.
 */
record SubmissionForm(
        AuthenticatedSubmission authenticated,
        Submission submission,
        Unverified<PaymentRequest> signedRequest,
        AuthorizationForm authorization,
        Credential payer,
        Credential payee,
        PaymentIdentity identity) {

    static SubmissionForm read(Bytes encoded, TrustedValidator validator) throws ProtocolException {
        AuthenticatedSubmission authenticated =
                MessageType.AUTHENTICATED_SUBMISSION.decode(encoded);
        Submission submission = MessageType.SUBMISSION.decode(authenticated.getSubmission());
        if (!submission.getSuite().equals("MO/1")) {
            throw new ProtocolException(ErrorCode.UNKNOWN_SUITE, "the suite is not MO/1");
        }
        if (!submission.getValidatorId().equals(validator.id())) {
            throw new ProtocolException(
                    ErrorCode.WRONG_VALIDATOR, "submitted to " + submission.getValidatorId());
        }
        if (submission.getSubmitter() == Role.ROLE_UNSPECIFIED) {
            throw new ProtocolException(ErrorCode.MALFORMED_MESSAGE, "submission: no submitter");
        }
        if (submission.getOffline()) {
            throw new ProtocolException(ErrorCode.NOT_SUPPORTED, "offline payments");
        }
        Credential payer = credential(submission.getPayerCredential(), validator);
        Credential payee = credential(submission.getPayeeCredential(), validator);
        if (payer.getKind() != CredentialKind.CREDENTIAL_KIND_ALIAS) {
            throw new ProtocolException(ErrorCode.CREDENTIAL_INVALID, "only an alias can pay");
        }
        Unverified<PaymentRequest> request =
                MessageType.PAYMENT_REQUEST.read(submission.getRequest());
        AuthorizationForm authorization = AuthorizationForm.decode(AuthorizedPayment.newBuilder()
                .setAuthorization(submission.getAuthorization())
                .setBox(submission.getBox())
                .build());
        PaymentIdentity identity = new PaymentIdentity(
                PaymentIds.paymentId(request.message().getCreated(), authorization.d()),
                authorization.d(),
                authorization.digest());
        return new SubmissionForm(
                authenticated, submission, request, authorization, payer, payee, identity);
    }

    PaymentRequest request() {
        return signedRequest.message();
    }

    /** Step 3: request and terms answer each other, by the validator's information of today. */
    void checkTerms(TrustedValidator validator) throws ProtocolException {
        VerifiedRequest.checkForm(request(), bytes(payee.getId()), validator);
        authorization.checkAnswers(
                request(),
                VerifiedRequest.digest(submission.getRequest().getBody()),
                bytes(payer.getId()),
                validator);
    }

    private static Credential credential(
            org.mopay.proto.v1.IssuedCredential issued, TrustedValidator validator)
            throws ProtocolException {
        return VerifiedCredential.decode(issued, validator.id());
    }
}
