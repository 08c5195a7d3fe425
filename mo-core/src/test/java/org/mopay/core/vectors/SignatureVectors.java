package org.mopay.core.vectors;

import com.google.gson.JsonObject;
import com.google.protobuf.Message;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.Signer;
import org.mopay.core.crypto.Verifier;
import org.mopay.core.message.MessageType;

import java.util.List;

/** Signatures of each kind of key, each under its context. */
final class SignatureVectors extends VectorFile {
    private static final String P256 = "p256";
    private static final String ED25519 = "ed25519";

    SignatureVectors() {
        super(
                "signatures",
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
                of(P256, "payee identity key", "refund", ReservedMessages.refund(payment)));
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

    @Override
    JsonObject output(VectorInput input) throws Exception {
        boolean edwards = isEdwards(input.text("scheme"));
        Signer signer = edwards
                ? Named.CRYPTO.ed25519Signer(input.secret("private_key"))
                : Named.CRYPTO.p256Signer(input.secret("private_key"));
        Verifier verifier = edwards
                ? Named.CRYPTO.ed25519Verifier(signer.publicKey())
                : Named.CRYPTO.p256Verifier(signer.publicKey());
        String type = input.text("type");
        Bytes body = input.hex("body");
        requireCanonical(type, body);
        Bytes message = Types.inContext(type, body);
        Bytes signature = signer.sign(message);
        if (!verifier.verify(message, signature)) {
            throw new AssertionError("the signature does not verify");
        }
        return new Members()
                .with("public_key", signer.publicKey())
                .with("context", Types.inContext(type, Bytes.empty()))
                .with("signature", signature)
                .build();
    }

    private static boolean isEdwards(String scheme) {
        return switch (scheme) {
            case ED25519 -> true;
            case P256 -> false;
            default -> throw new IllegalArgumentException("no scheme " + scheme);
        };
    }

    private static void requireCanonical(String type, Bytes body) throws Exception {
        if (!type.equals("resume")) {
            MessageType<?> known = Types.type(type);
            known.decode(body);
        }
    }
}
