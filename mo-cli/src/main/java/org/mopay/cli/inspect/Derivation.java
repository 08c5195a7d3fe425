package org.mopay.cli.inspect;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Engagements;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.payment.PaymentIds;
import org.mopay.core.payment.VerifiedRequest;
import org.mopay.proto.v1.AuthorizedPayment;
import org.mopay.proto.v1.Engagement;
import org.mopay.proto.v1.PaymentAuthorization;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.SealedEnrolment;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.Submission;
import org.mopay.proto.v1.Terms;

import java.util.List;

/**
 * A value that both sides compute from a message's exact bytes.
 *
 * @param name what the specification calls it
 * @param value hexadecimal, or a word
 * @param note what it is for
 */
record Derivation(String name, String value, String note) {

    static List<Derivation> of(Message message, Bytes encoded) {
        if (message instanceof Engagement engagement) {
            return List.of(
                    bytes("engagement_digest", Engagements.digest(encoded), "names it"),
                    new Derivation(
                            "handshake",
                            engagement.hasPayeeStatic() ? "Noise XK" : "Noise XX",
                            ""));
        }
        if (message instanceof PaymentRequest) {
            Bytes digest = Label.REQUEST_DIGEST.digest(encoded);
            return List.of(bytes("request_digest", digest, "names the request"));
        }
        if (message instanceof Terms) {
            return List.of(bytes("d", PaymentIds.d(encoded), "names the authorization"));
        }
        if (message instanceof SealedEnrolment) {
            Bytes digest = Label.ENROLMENT.digest(encoded);
            return List.of(bytes("request_digest", digest, "the same request, the same answer"));
        }
        if (message instanceof AuthorizedPayment payment) {
            return boxDigest(payment.getAuthorization(), payment.getBox());
        }
        return message instanceof Submission submission
                ? ofSubmission(submission, encoded)
                : List.of();
    }

    private static List<Derivation> ofSubmission(Submission submission, Bytes encoded) {
        try {
            PaymentRequest request =
                    MessageType.PAYMENT_REQUEST.decode(submission.getRequest().getBody());
            Bytes d = PaymentIds.d(
                    copy(authorization(submission.getAuthorization()).getTerms()));
            Bytes requestDigest = VerifiedRequest.digest(submission.getRequest().getBody());
            return List.of(
                    bytes("submission_digest", Label.SUBMISSION.digest(encoded), ""),
                    bytes("request_digest", requestDigest, ""),
                    bytes("payment_id", PaymentIds.paymentId(request.getCreated(), d), ""),
                    boxDigest(submission.getAuthorization(), submission.getBox())
                            .get(0));
        } catch (ProtocolException e) {
            return List.of();
        }
    }

    private static List<Derivation> boxDigest(Signed authorization, ByteString box) {
        Bytes digest = Label.BOX.digest(copy(box));
        try {
            boolean same = digest.equals(copy(authorization(authorization).getBoxDigest()));
            String note = same ? "as authorized" : "NOT the box that was authorized";
            return List.of(bytes("box_digest", digest, note));
        } catch (ProtocolException e) {
            return List.of(bytes("box_digest", digest, ""));
        }
    }

    private static PaymentAuthorization authorization(Signed signed) throws ProtocolException {
        return MessageType.PAYMENT_AUTHORIZATION.decode(signed.getBody());
    }

    private static Derivation bytes(String name, Bytes value, String note) {
        return new Derivation(name, value.hex(), note);
    }

    private static Bytes copy(ByteString value) {
        return Bytes.copyOf(value.toByteArray());
    }
}
