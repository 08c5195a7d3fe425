package org.mopay.core.message;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.crypto.Sha256;

/**
 * Contexts of what is hashed, derived or sealed without being a signed message: {@code "MO/1
 * <label>" || 0x00}. Each is a row of {@code registries/messages.csv} and never shared.
 */
public enum Label {
    ACTIVATION_CODE("activation-code"),
    BOX("box"),
    BOX_CONTENT("box-content"),
    COMMITMENT("commitment"),
    CREDENTIAL_MAC("credential-mac"),
    ENGAGEMENT("engagement"),
    ENROLMENT("enrolment"),
    ENROLMENT_ANSWER("enrolment-answer"),
    PAYER_NOTICE("payer-notice"),
    REFUND_TERMS("refund-terms"),
    REQUEST_DIGEST("request-digest"),
    RESUME("resume"),
    SHORT_AUTHENTICATION_STRING("short-authentication-string"),
    STEP_UP_CONTENT("step-up-content"),
    SUBMISSION("submission"),
    SUBMITTER_CONTENT("submitter-content"),
    TERMS("terms"),
    USER_VERIFICATION("user-verification");

    private final Bytes context;

    Label(String name) {
        this.context = Bytes.copyOf(MessageType.Context.of(name));
    }

    /** The context followed by the body. */
    public Bytes inContext(Bytes body) {
        return Bytes.concat(context, body);
    }

    /** SHA-256 of the context and the body. */
    public Bytes digest(Bytes body) {
        return Bytes.adopt(Sha256.hash(context.toArray(), body.toArray()));
    }
}
