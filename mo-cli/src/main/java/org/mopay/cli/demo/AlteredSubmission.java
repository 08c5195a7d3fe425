package org.mopay.cli.demo;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;
import static org.mopay.core.message.Wire.secret;

import com.google.protobuf.ByteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.Fees;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.Submissions;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.FeeSchedule;
import org.mopay.proto.v1.PaymentAuthorization;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StoredAlias;
import org.mopay.proto.v1.StoredPhone;
import org.mopay.proto.v1.StoredRequest;
import org.mopay.proto.v1.Submission;
import org.mopay.proto.v1.Terms;
import org.mopay.proto.v1.ValidatorInfo;

/**
 * The best a payee can forge with all its own keys: a request for ten times the amount, signed anew,
 * terms and fee to match, and the submission sealed as its own. Only the payer's signature stays what
 * it was.
 */
final class AlteredSubmission {
    private static final int FACTOR = 10;

    private AlteredSubmission() {}

    static Bytes tenfold(Bytes submission, StoredPhone payee, long now) throws ProtocolException {
        Submission original = MessageType.SUBMISSION.decode(
                MessageType.AUTHENTICATED_SUBMISSION.decode(submission).getSubmission());
        CryptoProvider crypto = CryptoProvider.bouncyCastle();
        PaymentRequest asked =
                MessageType.PAYMENT_REQUEST.decode(original.getRequest().getBody());
        PaymentRequest more =
                asked.toBuilder().setAmount(asked.getAmount() * FACTOR).build();
        Signed request = MessageType.PAYMENT_REQUEST.sign(
                more,
                crypto.ed25519Signer(secret(alias(payee, original.getRequest()).getSigningSeed())));
        Submission altered = original.toBuilder()
                .setRequest(request)
                .setAuthorization(original.getAuthorization().toBuilder()
                        .setBody(authorization(original, request, more, payee)))
                .build();
        return Submissions.authenticate(altered, secret(payee.getSealSecret()), now, crypto);
    }

    private static ByteString authorization(
            Submission original, Signed request, PaymentRequest more, StoredPhone payee)
            throws ProtocolException {
        PaymentAuthorization authorization = MessageType.PAYMENT_AUTHORIZATION.decode(
                original.getAuthorization().getBody());
        Terms terms = MessageType.TERMS.decode(authorization.getTerms());
        Terms altered = terms.toBuilder()
                .setAmount(more.getAmount())
                .setFee(Fees.fee(schedule(payee, terms), more.getAmount()))
                .setRequestDigest(byteString(VerifiedRequest.digest(request.getBody())))
                .build();
        return byteString(MessageType.PAYMENT_AUTHORIZATION.encode(authorization.toBuilder()
                .setTerms(byteString(MessageType.TERMS.encode(altered)))
                .build()));
    }

    private static FeeSchedule schedule(StoredPhone payee, Terms terms) throws ProtocolException {
        ValidatorInfo info =
                MessageType.VALIDATOR_INFO.decode(payee.getValidatorInfo().getBody());
        return info.getFeeSchedulesList().stream()
                .filter(schedule -> schedule.getVersion() == terms.getFeeScheduleVersion()
                        && schedule.getAsset().equals(terms.getAsset()))
                .findFirst()
                .orElseThrow(
                        () -> new ProtocolException(ErrorCode.FEE_MISMATCH, "no such schedule"));
    }

    private static StoredAlias alias(StoredPhone payee, Signed request) throws ProtocolException {
        return payee.getRequestsList().stream()
                .filter(stored ->
                        bytes(stored.getRequest().getBody()).equals(bytes(request.getBody())))
                .map(StoredRequest::getAlias)
                .findFirst()
                .orElseThrow(() ->
                        new ProtocolException(ErrorCode.PHONE_STATE_CORRUPT, "no such request"));
    }
}
