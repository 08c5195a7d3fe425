package org.mopay.cli.inspect;

import com.google.protobuf.Descriptors.FieldDescriptor;

import org.mopay.core.message.MessageType;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a field holds beyond its protobuf type (specification, chapters 3 to 7).
 *
 * @param size how many bytes it has, 0 if that varies
 * @param note what it is, in a word
 */
record FieldMeaning(int size, String note) {
    private static final FieldMeaning NONE = new FieldMeaning(0, "");
    private static final FieldMeaning SEALED = new FieldMeaning(0, "sealed");

    private static final Map<String, FieldMeaning> BYTES = Map.ofEntries(
            Map.entry("activation_code_digest", digest()),
            Map.entry("answer_key", x25519()),
            Map.entry("box", SEALED),
            Map.entry("box_digest", digest()),
            Map.entry("ciphertext", SEALED),
            Map.entry("commitment", new FieldMeaning(32, "digest of the payee's ephemeral key")),
            Map.entry("credential_id", credentialId()),
            Map.entry("d", new FieldMeaning(32, "digest of the terms")),
            Map.entry("device_id", new FieldMeaning(8, "device id")),
            Map.entry("dispute_digest", digest()),
            Map.entry("enc", x25519()),
            Map.entry("engagement_digest", digest()),
            Map.entry("ephemeral", x25519()),
            Map.entry("evidence_digest", digest()),
            Map.entry("handshake_hash", new FieldMeaning(32, "h2 of the handshake")),
            Map.entry("identity_key", new FieldMeaning(33, "P-256 public key")),
            Map.entry("mac", new FieldMeaning(16, "the validator's own")),
            Map.entry("noise_key", x25519()),
            Map.entry("nonce", new FieldMeaning(16, "")),
            Map.entry("payee_static", x25519()),
            Map.entry("payer_box", SEALED),
            Map.entry("payer_credential_id", credentialId()),
            Map.entry("payment_id", new FieldMeaning(32, "time, then d")),
            Map.entry("public_key", new FieldMeaning(32, "public key")),
            Map.entry("request_digest", digest()),
            Map.entry("root_key", new FieldMeaning(32, "Ed25519 public key")),
            Map.entry("signature", new FieldMeaning(64, "")),
            Map.entry("signing_key", new FieldMeaning(32, "Ed25519 public key")),
            Map.entry("submitter_box", SEALED),
            Map.entry("tls_pin", digest()));

    private static final Set<String> TIMES = Set.of(
            "accept_until",
            "accepted_at",
            "created",
            "deadline",
            "decided_at",
            "expires",
            "expires_at",
            "issued_at",
            "not_after",
            "not_before",
            "pending_deadline",
            "recorded_at",
            "settle_until",
            "submitted_at");

    private static final Set<String> AMOUNTS =
            Set.of("amount", "balance", "fee", "max_amount", "min_amount", "settled", "total");

    private static final Set<String> SECRETS = Set.of(
            "mo.v1.Activation.code",
            "mo.v1.ActivationGrant.code",
            "mo.v1.ActivationGrant.link",
            "mo.v1.BoxContent.otp",
            "mo.v1.EnrolmentAnswer.otp_secret",
            "mo.v1.EnrolmentAnswer.seal_secret",
            "mo.v1.EnrolmentContent.activation_code",
            "mo.v1.StepUpContent.code");

    /** Fields that hold a signed or encoded message of one type only. */
    private static final Map<String, MessageType<?>> EMBEDDED = Map.ofEntries(
            Map.entry("mo.v1.AuthenticatedSubmission.submission", MessageType.SUBMISSION),
            Map.entry("mo.v1.AuthorizedPayment.authorization", MessageType.PAYMENT_AUTHORIZATION),
            Map.entry("mo.v1.Cancellation.cancel_authorization", MessageType.CANCEL_AUTHORIZATION),
            Map.entry("mo.v1.Cancellation.submission", MessageType.AUTHENTICATED_SUBMISSION),
            Map.entry("mo.v1.EnrolmentContent.request", MessageType.ENROLMENT_REQUEST),
            Map.entry("mo.v1.EnrolmentRequest.credential_keys", MessageType.CREDENTIAL_KEY),
            Map.entry("mo.v1.IssuedCredential.credential", MessageType.CREDENTIAL),
            Map.entry("mo.v1.Offer.request", MessageType.PAYMENT_REQUEST),
            Map.entry("mo.v1.Outcome.decision", MessageType.DECISION),
            Map.entry("mo.v1.PaymentAuthorization.terms", MessageType.TERMS),
            Map.entry("mo.v1.RefillRequest.credential_keys", MessageType.CREDENTIAL_KEY),
            Map.entry("mo.v1.Refund.terms", MessageType.REFUND_TERMS),
            Map.entry("mo.v1.RefundSubmission.refund", MessageType.REFUND),
            Map.entry("mo.v1.RequestCancellation.cancel_request", MessageType.CANCEL_REQUEST),
            Map.entry("mo.v1.RequestCancellation.request", MessageType.PAYMENT_REQUEST),
            Map.entry("mo.v1.Submission.authorization", MessageType.PAYMENT_AUTHORIZATION),
            Map.entry("mo.v1.Submission.request", MessageType.PAYMENT_REQUEST));

    /** What a field of type bytes holds. */
    static FieldMeaning ofBytes(FieldDescriptor field) {
        return field.getFullName().equals("mo.v1.Credential.id")
                ? credentialId()
                : BYTES.getOrDefault(field.getName(), NONE);
    }

    /** Whether it counts seconds since the Unix epoch. */
    static boolean isTime(FieldDescriptor field) {
        return TIMES.contains(field.getName());
    }

    /** Whether it counts minor units of the asset beside it. */
    static boolean isAmount(FieldDescriptor field) {
        return AMOUNTS.contains(field.getName());
    }

    /** Whether it is a code of the registry of errors. */
    static boolean isErrorCode(FieldDescriptor field) {
        return field.getName().equals("code") && field.getType() == FieldDescriptor.Type.UINT32;
    }

    /** Whether it is never shown. */
    static boolean isSecret(FieldDescriptor field) {
        return SECRETS.contains(field.getFullName());
    }

    /** The message in a field of bytes, or in the body of a field that is a Signed. */
    static Optional<KnownType> embedded(FieldDescriptor field) {
        return Optional.ofNullable(EMBEDDED.get(field.getFullName())).map(KnownType::of);
    }

    private static FieldMeaning digest() {
        return new FieldMeaning(32, "SHA-256");
    }

    private static FieldMeaning x25519() {
        return new FieldMeaning(32, "X25519 public key");
    }

    private static FieldMeaning credentialId() {
        return new FieldMeaning(17, "credential id");
    }
}
