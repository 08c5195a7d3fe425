package org.mopay.core.payment;

import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.credential.VerifiedCredential;
import org.mopay.core.crypto.CryptoProvider;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.proto.v1.Acceptance;
import org.mopay.proto.v1.AuthorizedPayment;
import org.mopay.proto.v1.IssuedCredential;

/**
 * An authorization that the payee's phone has verified as far as a phone can: it answers this
 * request, in this conversation, under a valid alias that has signed it. Not yet settled.
 */
public final class AcceptedPayment {
    private final AuthorizationForm form;
    private final IssuedCredential payerCredential;

    private AcceptedPayment(AuthorizationForm form, IssuedCredential payerCredential) {
        this.form = form;
        this.payerCredential = payerCredential;
    }

    /**
     * Verifies an acceptance.
     *
     * @param payerNoiseKey the static key the handshake has authenticated
     * @param handshakeHash h2 of this conversation
     * @param now seconds since the Unix epoch
     * @throws ProtocolException with the code of the first check that fails
     */
    public static AcceptedPayment verify(
            Acceptance acceptance,
            VerifiedRequest request,
            Bytes payerNoiseKey,
            Bytes handshakeHash,
            TrustedValidator validator,
            long now,
            CryptoProvider crypto)
            throws ProtocolException {
        VerifiedCredential payer =
                VerifiedCredential.verify(acceptance.getCredential(), validator, now, crypto);
        if (!payer.isAlias()) {
            throw new ProtocolException(ErrorCode.CREDENTIAL_INVALID, "only an alias can pay");
        }
        if (!payer.noiseKey().equals(payerNoiseKey)) {
            throw new ProtocolException(ErrorCode.CHANNEL_KEY_MISMATCH, "the payer's credential");
        }
        AuthorizationForm form = AuthorizationForm.decode(authorization(acceptance));
        form.checkAnswers(request.message(), request.digest(), payer.id(), validator);
        form.checkSignature(payer.verifier());
        checkBinding(acceptance, form, payer, handshakeHash);
        form.checkAcceptTimes(request.message(), now, validator);
        return new AcceptedPayment(form, payer.issued());
    }

    private static AuthorizedPayment authorization(Acceptance acceptance) throws ProtocolException {
        switch (acceptance.getDecisionCase()) {
            case AUTHORIZATION:
                return acceptance.getAuthorization();
            case RESUME:
                return acceptance.getResume().getAuthorization();
            case DECISION_NOT_SET:
                break;
        }
        throw new ProtocolException(ErrorCode.MALFORMED_MESSAGE, "acceptance: no authorization");
    }

    /** A fresh authorization names this handshake; a resumed one is signed anew for it. */
    private static void checkBinding(
            Acceptance acceptance,
            AuthorizationForm form,
            VerifiedCredential payer,
            Bytes handshakeHash)
            throws ProtocolException {
        boolean bound;
        if (acceptance.hasResume()) {
            bound = payer.verifier()
                    .verify(
                            Label.RESUME.inContext(Bytes.concat(form.d(), handshakeHash)),
                            bytes(acceptance.getResume().getSignature()));
        } else {
            bound = bytes(form.terms().getBinding().getHandshakeHash()).equals(handshakeHash);
        }
        if (!bound) {
            throw new ProtocolException(
                    ErrorCode.TERMS_MISMATCH, "authorized in another conversation");
        }
    }

    public AuthorizationForm form() {
        return form;
    }

    public Bytes d() {
        return form.d();
    }

    public IssuedCredential payerCredential() {
        return payerCredential;
    }
}
