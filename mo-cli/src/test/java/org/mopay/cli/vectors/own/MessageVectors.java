package org.mopay.cli.vectors.own;

import static org.mopay.core.message.Wire.byteString;

import com.google.protobuf.Message;

import org.mopay.cli.vectors.VectorFormatException;
import org.mopay.cli.vectors.VectorMismatch;
import org.mopay.core.bytes.Bytes;
import org.mopay.core.channel.Engagements;
import org.mopay.core.message.MessageType;
import org.mopay.proto.v1.AuthenticatedSubmission;
import org.mopay.proto.v1.BoxContent;
import org.mopay.proto.v1.ChannelMessage;
import org.mopay.proto.v1.CredentialGrant;
import org.mopay.proto.v1.DeclineReason;
import org.mopay.proto.v1.Declined;
import org.mopay.proto.v1.Extension;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.Hello;
import org.mopay.proto.v1.PayerNotice;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.SubmitterContent;
import org.mopay.proto.v1.UserVerification;
import org.mopay.proto.v1.VerificationMethod;

import java.util.ArrayList;
import java.util.List;

/** Each message type, in JSON and as its one encoding. */
final class MessageVectors extends VectorFile {
    MessageVectors() {
        super(
                OwnKind.MESSAGES,
                "A message in the JSON mapping of protobuf, and its canonical encoding"
                        + " (chapter 2). The encoding decodes to the same message.");
    }

    @Override
    List<Scenario> scenarios() throws Exception {
        SamplePayment payment = SamplePayment.sample();
        SampleEnrolment enrolment = new SampleEnrolment();
        List<Scenario> all = new ArrayList<>();
        add(all, MessageType.VALIDATOR_INFO, SampleValidator.info());
        add(all, MessageType.CREDENTIAL, SampleValidator.credential("payer"));
        add(all, MessageType.CREDENTIAL_KEY, SampleEnrolment.credentialKey("payer"));
        add(all, MessageType.ENROLMENT, enrolment.sealed());
        add(all, MessageType.ENROLMENT_CONTENT, enrolment.content());
        add(all, MessageType.ENROLMENT_REQUEST, enrolment.request());
        add(all, MessageType.ENROLMENT_ANSWER, SampleEnrolment.answer());
        add(all, MessageType.ACTIVATION, SampleValidator.activation());
        add(all, MessageType.REFILL_REQUEST, ReservedMessages.refillRequest());
        add(all, MessageType.REFILL_ANSWER, refillAnswer());
        add(all, MessageType.ENGAGEMENT, SampleConversation.engagement(false));
        add(all, "engagement with a key", MessageType.ENGAGEMENT, engagementWithKey());
        add(all, MessageType.HELLO, hello());
        add(all, MessageType.OFFER, SamplePayment.offer());
        add(all, MessageType.ACCEPTANCE, payment.acceptance());
        Bytes otherHash = Named.bytes("another handshake hash");
        add(all, "acceptance that resumes", MessageType.ACCEPTANCE, payment.resumed(otherHash));
        add(all, MessageType.CHANNEL_MESSAGE, outcomeMessage(payment));
        add(all, "channel-message that declines", MessageType.CHANNEL_MESSAGE, declined());
        add(all, "channel-message that closes", MessageType.CHANNEL_MESSAGE, closed());
        add(all, MessageType.PAYMENT_REQUEST, SamplePayment.request());
        add(all, "open amount, shareable", MessageType.PAYMENT_REQUEST, openRequest());
        add(all, "odd unknown extension", MessageType.PAYMENT_REQUEST, extendedRequest());
        add(all, MessageType.CANCEL_REQUEST, SampleReversal.cancelRequest(payment));
        add(all, MessageType.TERMS, MessageType.TERMS.decode(payment.terms()));
        add(all, MessageType.PAYMENT_AUTHORIZATION, payment.authorization());
        add(all, MessageType.BOX_CONTENT, boxContent());
        add(all, MessageType.SUBMISSION, payment.submission());
        add(all, MessageType.SUBMITTER_CONTENT, submitterContent());
        add(all, MessageType.AUTHENTICATED_SUBMISSION, authenticated(payment));
        Bytes submission = MessageType.AUTHENTICATED_SUBMISSION.encode(authenticated(payment));
        add(all, MessageType.CANCELLATION, SampleReversal.cancellation(payment, submission));
        add(all, MessageType.REQUEST_CANCELLATION, SampleReversal.requestCancellation(payment));
        add(all, MessageType.REQUEST_STATUS, SampleReversal.requestStatus(payment));
        add(all, MessageType.DECISION, payment.decision());
        add(all, MessageType.PAYER_NOTICE, SamplePayment.notice());
        add(all, "payer-notice that asks for a code", MessageType.PAYER_NOTICE, asking(payment));
        add(all, MessageType.STEP_UP_CONTENT, SampleReversal.stepUpContent(payment));
        add(all, MessageType.STEP_UP_RESPONSE, SampleReversal.stepUpResponse(payment));
        add(all, MessageType.OUTCOME, payment.outcome());
        add(all, MessageType.DEVICE_QUERY, ReservedMessages.deviceQuery());
        add(all, MessageType.CANCEL_AUTHORIZATION, SampleReversal.cancelAuthorization(payment));
        add(all, MessageType.REFUND_TERMS, SampleReversal.refundTerms(payment));
        add(all, MessageType.REFUND, SampleReversal.refund(payment));
        add(all, MessageType.REFUND_SUBMISSION, SampleReversal.refundSubmission(payment));
        add(all, MessageType.DISPUTE, ReservedMessages.dispute(payment));
        add(all, MessageType.DISPUTE_DECISION, ReservedMessages.disputeDecision(payment));
        add(all, MessageType.MANDATE, ReservedMessages.mandate());
        return all;
    }

    private static void add(List<Scenario> all, MessageType<?> type, Message message)
            throws VectorMismatch, VectorFormatException {
        add(all, type.name(), type, message);
    }

    private static void add(List<Scenario> all, String name, MessageType<?> type, Message message)
            throws VectorMismatch, VectorFormatException {
        Members input = new Members().with("type", type.name());
        all.add(new Scenario(name, input.with("message", Types.json(message)).build()));
    }

    private static Message engagementWithKey() throws Exception {
        return SampleConversation.engagement(true);
    }

    private static Hello hello() throws Exception {
        Bytes engagement = MessageType.ENGAGEMENT.encode(SampleConversation.engagement(false));
        return Hello.newBuilder()
                .setSuite("MO/1")
                .setEngagementDigest(byteString(Engagements.digest(engagement)))
                .build();
    }

    private static PayerNotice asking(SamplePayment payment) throws Exception {
        return SamplePayment.notice().toBuilder()
                .setStepUp(SampleReversal.stepUpChallenge(payment))
                .build();
    }

    private static RefillAnswer refillAnswer() {
        return RefillAnswer.newBuilder()
                .setNumber(1)
                .addGrants(CredentialGrant.newBuilder()
                        .setCredential(SampleValidator.issued("payer"))
                        .setIndex(SamplePayment.PAYER_INDEX))
                .build();
    }

    private static ChannelMessage outcomeMessage(SamplePayment payment) throws Exception {
        return ChannelMessage.newBuilder().setOutcome(payment.outcome()).build();
    }

    private static ChannelMessage declined() {
        return ChannelMessage.newBuilder()
                .setDeclined(Declined.newBuilder()
                        .setReason(DeclineReason.DECLINE_REASON_EXPIRED)
                        .setCode(3003))
                .build();
    }

    private static ChannelMessage closed() {
        ChannelMessage.Builder message = ChannelMessage.newBuilder();
        message.getCloseBuilder();
        return message.build();
    }

    /** Presence is explicit: `once_per_payer` is written although it is false. */
    private static PaymentRequest openRequest() {
        return SamplePayment.request().toBuilder()
                .clearAmount()
                .setMinAmount(100)
                .setMaxAmount(5000)
                .setFeeBearer(FeeBearer.FEE_BEARER_PAYER)
                .setTotal(20_000)
                .setMaxUses(8)
                .setOncePerPayer(false)
                .build();
    }

    private static PaymentRequest extendedRequest() {
        return SamplePayment.request().toBuilder()
                .addExtensions(Extension.newBuilder().setId(1))
                .addExtensions(Extension.newBuilder()
                        .setId(7)
                        .setValue(byteString(Bytes.ofUtf8("unknown"))))
                .build();
    }

    private static BoxContent boxContent() {
        return BoxContent.newBuilder()
                .setOtp("01234567")
                .setUserVerification(UserVerification.newBuilder()
                        .setMethod(VerificationMethod.VERIFICATION_METHOD_PIN))
                .setNonce(byteString(Named.bytes("box nonce", 16)))
                .build();
    }

    private static SubmitterContent submitterContent() {
        return SubmitterContent.newBuilder()
                .setSubmittedAt(SampleValidator.NOW + 12)
                .build();
    }

    private static AuthenticatedSubmission authenticated(SamplePayment payment) throws Exception {
        return MessageType.AUTHENTICATED_SUBMISSION.decode(payment.authenticatedSubmission());
    }
}
