package org.mopay.core.message;

import static org.mopay.core.message.Wire.byteString;
import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.Sha256;
import org.mopay.core.crypto.Signer;
import org.mopay.core.crypto.Verifier;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.proto.v1.Acceptance;
import org.mopay.proto.v1.Activation;
import org.mopay.proto.v1.AuthenticatedSubmission;
import org.mopay.proto.v1.BoxContent;
import org.mopay.proto.v1.CancelAuthorization;
import org.mopay.proto.v1.CancelRequest;
import org.mopay.proto.v1.Cancellation;
import org.mopay.proto.v1.ChannelMessage;
import org.mopay.proto.v1.Credential;
import org.mopay.proto.v1.CredentialKey;
import org.mopay.proto.v1.Decision;
import org.mopay.proto.v1.DeviceQuery;
import org.mopay.proto.v1.Dispute;
import org.mopay.proto.v1.DisputeDecision;
import org.mopay.proto.v1.Engagement;
import org.mopay.proto.v1.EnrolmentAnswer;
import org.mopay.proto.v1.EnrolmentContent;
import org.mopay.proto.v1.EnrolmentRequest;
import org.mopay.proto.v1.Hello;
import org.mopay.proto.v1.Mandate;
import org.mopay.proto.v1.Offer;
import org.mopay.proto.v1.Outcome;
import org.mopay.proto.v1.PayerNotice;
import org.mopay.proto.v1.PaymentAuthorization;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.RefillAnswer;
import org.mopay.proto.v1.RefillRequest;
import org.mopay.proto.v1.Refund;
import org.mopay.proto.v1.RefundSubmission;
import org.mopay.proto.v1.RefundTerms;
import org.mopay.proto.v1.RequestCancellation;
import org.mopay.proto.v1.RequestStatus;
import org.mopay.proto.v1.SealedEnrolment;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.StepUpContent;
import org.mopay.proto.v1.StepUpResponse;
import org.mopay.proto.v1.Submission;
import org.mopay.proto.v1.SubmitterContent;
import org.mopay.proto.v1.Terms;
import org.mopay.proto.v1.ValidatorInfo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A message of MO/1 as {@code registries/messages.csv} lists it: its size limit in bytes and how it
 * is decoded. Signing and hashing prefix the body with {@code "MO/1 <type>" || 0x00}, one label a
 * type, so that no signature or digest of one type is ever good for another.
 *
 * @param <M> the protobuf message
 */
public final class MessageType<M extends Message> {
    public static final MessageType<ValidatorInfo> VALIDATOR_INFO =
            new MessageType<>("validator-info", 65536, ValidatorInfo.parser());
    public static final MessageType<Credential> CREDENTIAL =
            new MessageType<>("credential", 1024, Credential.parser());
    public static final MessageType<CredentialKey> CREDENTIAL_KEY =
            new MessageType<>("credential-key", 256, CredentialKey.parser());
    public static final MessageType<SealedEnrolment> ENROLMENT =
            new MessageType<>("enrolment", 65536, SealedEnrolment.parser());
    public static final MessageType<EnrolmentContent> ENROLMENT_CONTENT =
            new MessageType<>("enrolment-content", 51200, EnrolmentContent.parser());
    public static final MessageType<EnrolmentRequest> ENROLMENT_REQUEST =
            new MessageType<>("enrolment-request", 49152, EnrolmentRequest.parser());
    public static final MessageType<EnrolmentAnswer> ENROLMENT_ANSWER =
            new MessageType<>("enrolment-answer", 131072, EnrolmentAnswer.parser());
    public static final MessageType<Activation> ACTIVATION =
            new MessageType<>("activation", 1024, Activation.parser());
    public static final MessageType<RefillRequest> REFILL_REQUEST =
            new MessageType<>("refill-request", 49152, RefillRequest.parser());
    public static final MessageType<RefillAnswer> REFILL_ANSWER =
            new MessageType<>("refill-answer", 131072, RefillAnswer.parser());
    public static final MessageType<Engagement> ENGAGEMENT =
            new MessageType<>("engagement", 1024, Engagement.parser());
    public static final MessageType<Hello> HELLO = new MessageType<>("hello", 256, Hello.parser());
    public static final MessageType<Offer> OFFER = new MessageType<>("offer", 4096, Offer.parser());
    public static final MessageType<Acceptance> ACCEPTANCE =
            new MessageType<>("acceptance", 8192, Acceptance.parser());
    public static final MessageType<ChannelMessage> CHANNEL_MESSAGE =
            new MessageType<>("channel-message", 9216, ChannelMessage.parser());
    public static final MessageType<PaymentRequest> PAYMENT_REQUEST =
            new MessageType<>("payment-request", 2048, PaymentRequest.parser());
    public static final MessageType<CancelRequest> CANCEL_REQUEST =
            new MessageType<>("cancel-request", 512, CancelRequest.parser());
    public static final MessageType<Terms> TERMS = new MessageType<>("terms", 1024, Terms.parser());
    public static final MessageType<PaymentAuthorization> PAYMENT_AUTHORIZATION =
            new MessageType<>("payment-authorization", 2048, PaymentAuthorization.parser());
    public static final MessageType<BoxContent> BOX_CONTENT =
            new MessageType<>("box-content", 1536, BoxContent.parser());
    public static final MessageType<Submission> SUBMISSION =
            new MessageType<>("submission", 12288, Submission.parser());
    public static final MessageType<SubmitterContent> SUBMITTER_CONTENT =
            new MessageType<>("submitter-content", 1536, SubmitterContent.parser());
    public static final MessageType<AuthenticatedSubmission> AUTHENTICATED_SUBMISSION =
            new MessageType<>("authenticated-submission", 14336, AuthenticatedSubmission.parser());
    public static final MessageType<Cancellation> CANCELLATION =
            new MessageType<>("cancellation", 15360, Cancellation.parser());
    public static final MessageType<RequestCancellation> REQUEST_CANCELLATION =
            new MessageType<>("request-cancellation", 4096, RequestCancellation.parser());
    public static final MessageType<RequestStatus> REQUEST_STATUS =
            new MessageType<>("request-status", 512, RequestStatus.parser());
    public static final MessageType<Decision> DECISION =
            new MessageType<>("decision", 1024, Decision.parser());
    public static final MessageType<PayerNotice> PAYER_NOTICE =
            new MessageType<>("payer-notice", 1536, PayerNotice.parser());
    public static final MessageType<StepUpContent> STEP_UP_CONTENT =
            new MessageType<>("step-up-content", 256, StepUpContent.parser());
    public static final MessageType<StepUpResponse> STEP_UP_RESPONSE =
            new MessageType<>("step-up-response", 512, StepUpResponse.parser());
    public static final MessageType<Outcome> OUTCOME =
            new MessageType<>("outcome", 8192, Outcome.parser());
    public static final MessageType<DeviceQuery> DEVICE_QUERY =
            new MessageType<>("device-query", 512, DeviceQuery.parser());
    public static final MessageType<CancelAuthorization> CANCEL_AUTHORIZATION =
            new MessageType<>("cancel-authorization", 512, CancelAuthorization.parser());
    public static final MessageType<RefundTerms> REFUND_TERMS =
            new MessageType<>("refund-terms", 1024, RefundTerms.parser());
    public static final MessageType<Refund> REFUND =
            new MessageType<>("refund", 2048, Refund.parser());
    public static final MessageType<RefundSubmission> REFUND_SUBMISSION =
            new MessageType<>("refund-submission", 5120, RefundSubmission.parser());
    public static final MessageType<Dispute> DISPUTE =
            new MessageType<>("dispute", 2048, Dispute.parser());
    public static final MessageType<DisputeDecision> DISPUTE_DECISION =
            new MessageType<>("dispute-decision", 2048, DisputeDecision.parser());
    public static final MessageType<Mandate> MANDATE =
            new MessageType<>("mandate", 2048, Mandate.parser());

    private static final List<MessageType<?>> ALL = Collections.unmodifiableList(Arrays.asList(
            VALIDATOR_INFO,
            CREDENTIAL,
            CREDENTIAL_KEY,
            ENROLMENT,
            ENROLMENT_CONTENT,
            ENROLMENT_REQUEST,
            ENROLMENT_ANSWER,
            ACTIVATION,
            REFILL_REQUEST,
            REFILL_ANSWER,
            ENGAGEMENT,
            HELLO,
            OFFER,
            ACCEPTANCE,
            CHANNEL_MESSAGE,
            PAYMENT_REQUEST,
            CANCEL_REQUEST,
            TERMS,
            PAYMENT_AUTHORIZATION,
            BOX_CONTENT,
            SUBMISSION,
            SUBMITTER_CONTENT,
            AUTHENTICATED_SUBMISSION,
            CANCELLATION,
            REQUEST_CANCELLATION,
            REQUEST_STATUS,
            DECISION,
            PAYER_NOTICE,
            STEP_UP_CONTENT,
            STEP_UP_RESPONSE,
            OUTCOME,
            DEVICE_QUERY,
            CANCEL_AUTHORIZATION,
            REFUND_TERMS,
            REFUND,
            REFUND_SUBMISSION,
            DISPUTE,
            DISPUTE_DECISION,
            MANDATE));

    private final String name;
    private final int maxBytes;
    private final Parser<M> parser;
    private final Bytes context;

    private MessageType(String name, int maxBytes, Parser<M> parser) {
        this.name = name;
        this.maxBytes = maxBytes;
        this.parser = parser;
        this.context = Bytes.copyOf(Context.of(name));
    }

    /** Every type, in the registry's order. */
    public static List<MessageType<?>> all() {
        return ALL;
    }

    /** The registry's name, such as {@code payment-request}. */
    public String name() {
        return name;
    }

    /** The largest encoding in bytes; checked before anything is parsed. */
    public int maxBytes() {
        return maxBytes;
    }

    /**
     * Decodes strictly: the size limit first, then the canonical form, no unknown field or enum
     * value, extensions ascending and none that is unknown and even.
     */
    public M decode(Bytes encoded) throws ProtocolException {
        return decode(encoded.toArray());
    }

    public M decode(ByteString encoded) throws ProtocolException {
        checkSize(encoded.size());
        return decode(encoded.toByteArray());
    }

    public M decode(byte[] encoded) throws ProtocolException {
        checkSize(encoded.length);
        M message;
        try {
            message = parser.parseFrom(encoded);
        } catch (InvalidProtocolBufferException e) {
            throw new ProtocolException(ErrorCode.MALFORMED_MESSAGE, name + ": " + e.getMessage());
        }
        CanonicalForm.check(name, message, encoded);
        return message;
    }

    private void checkSize(int size) throws ProtocolException {
        if (size > maxBytes) {
            throw new ProtocolException(
                    ErrorCode.MESSAGE_TOO_LARGE,
                    name + ": " + size + " bytes, at most " + maxBytes);
        }
    }

    /** The canonical encoding; a message of our own that is too large is a caller's mistake. */
    public Bytes encode(M message) {
        Bytes encoded = bytes(message.toByteString());
        if (encoded.size() > maxBytes) {
            throw new IllegalArgumentException(
                    name + ": " + encoded.size() + " bytes, at most " + maxBytes);
        }
        return encoded;
    }

    /** SHA-256 of the context and the body. */
    public Bytes digest(Bytes body) {
        return Bytes.adopt(Sha256.hash(context.toArray(), body.toArray()));
    }

    /** The context and the body: what is signed. */
    public Bytes inContext(Bytes body) {
        return Bytes.concat(context, body);
    }

    /** Encodes and signs. */
    public Signed sign(M message, Signer signer) {
        Bytes body = encode(message);
        return Signed.newBuilder()
                .setBody(byteString(body))
                .setSignature(byteString(signer.sign(inContext(body))))
                .build();
    }

    /**
     * Decodes the body and checks its signature.
     *
     * @throws ProtocolException as {@link #decode}, or SIGNATURE_INVALID
     */
    public Verified<M> verify(Signed signed, Verifier verifier) throws ProtocolException {
        return read(signed).verify(verifier);
    }

    /**
     * Decodes the body of a message whose signature is checked later.
     *
     * @throws ProtocolException as {@link #decode}
     */
    public Unverified<M> read(Signed signed) throws ProtocolException {
        return new Unverified<>(this, decode(signed.getBody()), signed);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Contexts are shared with what is hashed or derived but is no protobuf message. */
    static final class Context {
        private Context() {}

        static byte[] of(String name) {
            return ("MO/1 " + name + "\0").getBytes(StandardCharsets.US_ASCII);
        }
    }
}
