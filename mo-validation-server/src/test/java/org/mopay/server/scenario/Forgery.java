package org.mopay.server.scenario;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.secret;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.bytes.SecretBytes;
import org.mopay.core.crypto.Signer;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.otp.Ocra;
import org.mopay.core.payment.AuthorizationForm;
import org.mopay.core.payment.PaymentIds;
import org.mopay.core.payment.SealedBox;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.AuthenticatedSubmission;
import org.mopay.proto.v1.BoxContent;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.IssuedCredential;
import org.mopay.proto.v1.PaymentAuthorization;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.Role;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.Submission;
import org.mopay.proto.v1.SubmitterContent;
import org.mopay.proto.v1.Terms;
import org.mopay.proto.v1.UserVerification;
import org.mopay.proto.v1.VerificationMethod;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Takes an agreed payment apart and puts it together again with something altered. Whatever depends
 * on the altered part is made anew with the phones' own keys, so that nothing else is wrong with it:
 * digests, one-time password, boxes, signatures. Unaltered, it is what the payee's phone submits.
 */
final class Forgery {
    private final Conversation agreed;
    private final Signer issuer;
    private final List<Consumer<PaymentRequest.Builder>> request = new ArrayList<>();
    private final List<Consumer<Signed.Builder>> signedRequest = new ArrayList<>();
    private final List<Consumer<Terms.Builder>> terms = new ArrayList<>();
    private final List<Consumer<Signed.Builder>> signedAuthorization = new ArrayList<>();
    private final List<Consumer<Credential.Builder>> payerCredential = new ArrayList<>();
    private final List<Consumer<Credential.Builder>> payeeCredential = new ArrayList<>();
    private final List<Consumer<IssuedCredential.Builder>> issuedToPayer = new ArrayList<>();
    private final List<Consumer<IssuedCredential.Builder>> issuedToPayee = new ArrayList<>();
    private final List<Consumer<Submission.Builder>> submission = new ArrayList<>();
    private final List<UnaryOperator<Bytes>> encodedSubmission = new ArrayList<>();
    private final List<UnaryOperator<Bytes>> encoded = new ArrayList<>();
    private Optional<String> otp = Optional.empty();
    private SecretBytes boxSecret;
    private SecretBytes submitterSecret;
    private long submittedAt;

    private Forgery(Conversation agreed, Signer issuer) {
        this.agreed = agreed;
        this.issuer = issuer;
        this.boxSecret = secret(agreed.payer().stored().getSealSecret());
        this.submitterSecret = secret(agreed.payee().stored().getSealSecret());
        this.submittedAt = agreed.payee().now();
    }

    static Forgery of(Conversation agreed, RunningValidator validator) {
        return new Forgery(agreed, validator.issuer());
    }

    Forgery request(Consumer<PaymentRequest.Builder> edit) {
        request.add(edit);
        return this;
    }

    Forgery signedRequest(Consumer<Signed.Builder> edit) {
        signedRequest.add(edit);
        return this;
    }

    Forgery terms(Consumer<Terms.Builder> edit) {
        terms.add(edit);
        return this;
    }

    Forgery signedAuthorization(Consumer<Signed.Builder> edit) {
        signedAuthorization.add(edit);
        return this;
    }

    /** Alters what the credential says; it is issued anew, by the real issuer, without a MAC. */
    Forgery payerCredential(Consumer<Credential.Builder> edit) {
        payerCredential.add(edit);
        return this;
    }

    Forgery payeeCredential(Consumer<Credential.Builder> edit) {
        payeeCredential.add(edit);
        return this;
    }

    Forgery issuedToPayer(Consumer<IssuedCredential.Builder> edit) {
        issuedToPayer.add(edit);
        return this;
    }

    Forgery issuedToPayee(Consumer<IssuedCredential.Builder> edit) {
        issuedToPayee.add(edit);
        return this;
    }

    Forgery submission(Consumer<Submission.Builder> edit) {
        submission.add(edit);
        return this;
    }

    Forgery encodedSubmission(UnaryOperator<Bytes> edit) {
        encodedSubmission.add(edit);
        return this;
    }

    Forgery encoded(UnaryOperator<Bytes> edit) {
        encoded.add(edit);
        return this;
    }

    Forgery otp(String digits) {
        otp = Optional.of(digits);
        return this;
    }

    Forgery boxSealedWith(SecretBytes other) {
        boxSecret = other;
        return this;
    }

    Forgery submittedAt(long seconds) {
        submittedAt = seconds;
        return this;
    }

    /** Submits in another phone's name, or in the same one's in another role. */
    Forgery submittedBy(TestPhone phone, Role role) {
        submitterSecret = secret(phone.stored().getSealSecret());
        return submission(form -> form.setSubmitter(role));
    }

    /** The whole, encoded. */
    Bytes encoded() {
        StoredAlias payer = agreed.payment().getAlias();
        StoredAlias payee = agreed.request().getAlias();
        Signed.Builder signed =
                MessageType.PAYMENT_REQUEST.sign(editedRequest(), signer(payee)).toBuilder();
        signedRequest.forEach(edit -> edit.accept(signed));
        Bytes encodedTerms = MessageType.TERMS.encode(editedTerms(signed.getBody()));
        Bytes box = box(PaymentIds.d(encodedTerms), payer);
        Signed.Builder authorization = MessageType.PAYMENT_AUTHORIZATION
                .sign(
                        PaymentAuthorization.newBuilder()
                                .setTerms(byteString(encodedTerms))
                                .setBoxDigest(byteString(Label.BOX.digest(box)))
                                .build(),
                        signer(payer))
                .toBuilder();
        signedAuthorization.forEach(edit -> edit.accept(authorization));
        Submission.Builder whole = Submission.newBuilder()
                .setSuite("MO/1")
                .setValidatorId(RunningValidator.ID)
                .setRequest(signed)
                .setAuthorization(authorization)
                .setBox(byteString(box))
                .setPayerCredential(
                        credential(payer.getCredential(), payerCredential, issuedToPayer))
                .setPayeeCredential(
                        credential(payee.getCredential(), payeeCredential, issuedToPayee))
                .setSubmitter(Role.ROLE_PAYEE)
                .setAcceptedAt(submittedAt);
        submission.forEach(edit -> edit.accept(whole));
        return authenticate(apply(encodedSubmission, bytes(whole.build().toByteString())));
    }

    private Bytes authenticate(Bytes whole) {
        Bytes box = SealedBox.seal(
                submitterSecret,
                Label.SUBMITTER_CONTENT,
                Label.SUBMISSION.digest(whole),
                MessageType.SUBMITTER_CONTENT.encode(SubmitterContent.newBuilder()
                        .setSubmittedAt(submittedAt)
                        .build()),
                TestPhone.CRYPTO);
        return apply(
                encoded,
                bytes(AuthenticatedSubmission.newBuilder()
                        .setSubmission(byteString(whole))
                        .setSubmitterBox(byteString(box))
                        .build()
                        .toByteString()));
    }

    private PaymentRequest editedRequest() {
        try {
            PaymentRequest.Builder edited =
                    PaymentRequest.parseFrom(agreed.payment().getRequest().getBody()).toBuilder();
            request.forEach(edit -> edit.accept(edited));
            return edited.build();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private Terms editedTerms(ByteString requestBody) {
        try {
            PaymentAuthorization original = PaymentAuthorization.parseFrom(
                    agreed.payment().getAuthorization().getAuthorization().getBody());
            Terms.Builder edited = Terms.parseFrom(original.getTerms()).toBuilder();
            edited.setRequestDigest(byteString(VerifiedRequest.digest(requestBody)));
            terms.forEach(edit -> edit.accept(edited));
            return edited.build();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private Bytes box(Bytes d, StoredAlias payer) {
        SecretBytes otpSecret = secret(agreed.payer().stored().getOtpSecret().getValue());
        BoxContent content = BoxContent.newBuilder()
                .setOtp(otp.orElseGet(() -> Ocra.forPayment(otpSecret, payer.getIndex(), d)))
                .setUserVerification(UserVerification.newBuilder()
                        .setMethod(VerificationMethod.VERIFICATION_METHOD_NONE))
                .setNonce(agreedNonce())
                .build();
        return SealedBox.seal(
                boxSecret,
                Label.BOX_CONTENT,
                d,
                MessageType.BOX_CONTENT.encode(content),
                TestPhone.CRYPTO);
    }

    /** The nonce that the payer has drawn, so that what is not altered comes out the same. */
    private ByteString agreedNonce() {
        try {
            AuthorizationForm form = AuthorizationForm.decode(agreed.payment().getAuthorization());
            return MessageType.BOX_CONTENT
                    .decode(SealedBox.open(
                            secret(agreed.payer().stored().getSealSecret()),
                            Label.BOX_CONTENT,
                            form.d(),
                            form.box(),
                            TestPhone.CRYPTO))
                    .getNonce();
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
    }

    private IssuedCredential credential(
            IssuedCredential original,
            List<Consumer<Credential.Builder>> edits,
            List<Consumer<IssuedCredential.Builder>> issuedEdits) {
        IssuedCredential.Builder issued = original.toBuilder();
        if (!edits.isEmpty()) {
            try {
                Credential.Builder credential =
                        Credential.parseFrom(original.getCredential().getBody()).toBuilder();
                edits.forEach(edit -> edit.accept(credential));
                issued.setCredential(MessageType.CREDENTIAL.sign(credential.build(), issuer))
                        .setMac(ByteString.copyFrom(new byte[16]));
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }
        issuedEdits.forEach(edit -> edit.accept(issued));
        return issued.build();
    }

    private static Signer signer(StoredAlias alias) {
        return TestPhone.CRYPTO.ed25519Signer(secret(alias.getSigningSeed()));
    }

    private static Bytes apply(List<UnaryOperator<Bytes>> edits, Bytes value) {
        Bytes edited = value;
        for (UnaryOperator<Bytes> edit : edits) {
            edited = edit.apply(edited);
        }
        return edited;
    }
}
