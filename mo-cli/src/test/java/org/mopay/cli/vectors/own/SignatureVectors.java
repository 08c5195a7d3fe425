package org.mopay.cli.vectors.own;

import com.google.protobuf.Message;

import org.mopay.core.bytes.Bytes;

import java.util.List;

/** Signatures of each kind of key, each under its context. */
final class SignatureVectors extends VectorFile {
    private static final String P256 = "p256";
    private static final String ED25519 = "ed25519";

    SignatureVectors() {
        super(
                OwnKind.SIGNATURES,
                "A signature over a type's context and a body (chapter 2). Ed25519 is RFC 8032;"
                        + " P-256 is r || s with the k of RFC 6979 and a low s. A resume's body is"
                        + " d || h2.");
    }

    @Override
    List<Scenario> scenarios() throws Exception {
        SamplePayment payment = SamplePayment.sample();
        SampleEnrolment enrolment = new SampleEnrolment();
        return List.of(
                of(ED25519, "validator root key", "validator-info", SampleValidator.info()),
                of(
                        ED25519,
                        "validator issuer key",
                        "credential",
                        SampleValidator.credential("payer")),
                of(
                        ED25519,
                        "payer signing key",
                        "credential-key",
                        SampleEnrolment.credentialKey("payer")),
                of(ED25519, "payee signing key", "payment-request", SamplePayment.request()),
                of(ED25519, "payer signing key", "payment-authorization", payment.authorization()),
                of(ED25519, "validator issuer key", "decision", payment.decision()),
                of(
                        ED25519,
                        "payer signing key",
                        "resume",
                        Bytes.concat(payment.d(), Named.bytes("another handshake hash"))),
                of(P256, "payer identity key", "enrolment-request", enrolment.request()),
                of(P256, "payer identity key", "refill-request", ReservedMessages.refillRequest()),
                of(P256, "payer identity key", "device-query", ReservedMessages.deviceQuery()),
                of(
                        P256,
                        "payer identity key",
                        "cancel-authorization",
                        SampleReversal.cancelAuthorization(payment)),
                of(
                        ED25519,
                        "payee signing key",
                        "cancel-request",
                        SampleReversal.cancelRequest(payment)),
                of(
                        ED25519,
                        "validator issuer key",
                        "request-status",
                        SampleReversal.requestStatus(payment)),
                of(P256, "payee identity key", "refund", SampleReversal.refund(payment)));
    }

    private static Scenario of(String scheme, String key, String type, Message body) {
        return of(scheme, key, type, Bytes.copyOf(body.toByteArray()));
    }

    private static Scenario of(String scheme, String key, String type, Bytes body) {
        return new Scenario(
                type,
                new Members()
                        .with("scheme", scheme)
                        .with("private_key", Named.bytes(key))
                        .with("type", type)
                        .with("body", body)
                        .build());
    }
}
