package org.mopay.core;

import static org.mopay.core.TestValidator.CRYPTO;
import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.VerifiedCredential;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.AuthorizationForm;
import org.mopay.core.payment.SealedBox;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.AuthenticatedSubmission;
import org.mopay.proto.v1.AuthorizedPayment;
import org.mopay.proto.v1.Role;
import org.mopay.proto.v1.Submission;

/** The checks of a submission that need no record of others. */
final class TestIntake {
    private final TestValidator validator;

    TestIntake(TestValidator validator) {
        this.validator = validator;
    }

    /** A submission that has passed them. */
    record Checked(AuthorizationForm form, VerifiedCredential payer, VerifiedRequest request) {}

    static AuthorizationForm form(Submission submission) throws ProtocolException {
        return AuthorizationForm.decode(AuthorizedPayment.newBuilder()
                .setAuthorization(submission.getAuthorization())
                .setBox(submission.getBox())
                .build());
    }

    Checked check(
            AuthenticatedSubmission authenticated,
            Submission submission,
            AuthorizationForm form,
            long now)
            throws ProtocolException {
        VerifiedCredential payer = VerifiedCredential.verify(
                submission.getPayerCredential(), validator.trusted(), now, CRYPTO);
        Checked checked = new Checked(form, payer, verify(submission, form, payer, now));
        checkSubmitter(authenticated, submission, checked);
        form.checkSettleTimes(checked.request().message(), now, validator.trusted());
        return checked;
    }

    private VerifiedRequest verify(
            Submission submission, AuthorizationForm form, VerifiedCredential payer, long now)
            throws ProtocolException {
        VerifiedCredential payee = VerifiedCredential.verify(
                submission.getPayeeCredential(), validator.trusted(), now, CRYPTO);
        VerifiedRequest request =
                VerifiedRequest.verify(submission.getRequest(), payee, validator.trusted());
        form.checkAnswers(request.message(), request.digest(), payer.id(), validator.trusted());
        MessageType.PAYMENT_AUTHORIZATION.verify(form.signed(), payer.verifier());
        return request;
    }

    private void checkSubmitter(
            AuthenticatedSubmission authenticated, Submission submission, Checked checked)
            throws ProtocolException {
        Bytes submitter = submission.getSubmitter() == Role.ROLE_PAYER
                ? checked.payer().id()
                : checked.request().payee().id();
        SealedBox.open(
                validator.holder(submitter).device().seal(),
                Label.SUBMITTER_CONTENT,
                Label.SUBMISSION.digest(bytes(authenticated.getSubmission())),
                bytes(authenticated.getSubmitterBox()),
                CRYPTO);
    }
}
