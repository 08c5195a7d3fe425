package org.mopay.core.payment;

import static org.mopay.core.message.Wire.bytes;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.Fees;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.crypto.Verifier;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.message.Unverified;
import org.mopay.proto.v1.AuthorizedPayment;
import org.mopay.proto.v1.Binding;
import org.mopay.proto.v1.FeeSchedule;
import org.mopay.proto.v1.Payee;
import org.mopay.proto.v1.PaymentAuthorization;
import org.mopay.proto.v1.PaymentKind;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.Role;
import org.mopay.proto.v1.Signed;
import org.mopay.proto.v1.Terms;

/**
 * An authorization that was decoded and whose box is the one it names; its signature is not yet
 * checked. The payee's phone and the validator apply the same rules to it.
 */
public final class AuthorizationForm {
    /** Bytes of a digest. */
    public static final int DIGEST_SIZE = 32;

    private final AuthorizedPayment payment;
    private final Unverified<PaymentAuthorization> authorization;
    private final Terms terms;
    private final Bytes d;

    private AuthorizationForm(
            AuthorizedPayment payment,
            Unverified<PaymentAuthorization> authorization,
            Terms terms,
            Bytes d) {
        this.payment = payment;
        this.authorization = authorization;
        this.terms = terms;
        this.d = d;
    }

    /**
     * Decodes authorization and terms.
     *
     * @throws ProtocolException BOX_CHANGED if the box is not the one that was authorized, or a code of
     *     malformed bytes
     */
    public static AuthorizationForm decode(AuthorizedPayment payment) throws ProtocolException {
        Unverified<PaymentAuthorization> read =
                MessageType.PAYMENT_AUTHORIZATION.read(payment.getAuthorization());
        PaymentAuthorization authorization = read.message();
        if (payment.getBox().size() > SealedBox.MAX_SIZE) {
            throw new ProtocolException(ErrorCode.MESSAGE_TOO_LARGE, "box");
        }
        Terms terms = MessageType.TERMS.decode(authorization.getTerms());
        Bytes d = PaymentIds.d(bytes(authorization.getTerms()));
        if (!Label.BOX
                .digest(bytes(payment.getBox()))
                .equals(bytes(authorization.getBoxDigest()))) {
            throw new ProtocolException(
                    ErrorCode.BOX_CHANGED, "the box is not the one that was authorized");
        }
        return new AuthorizationForm(payment, read, terms, d);
    }

    /**
     * Checks that the terms answer this request and carry the right fee. Needs neither cryptography
     * nor a clock.
     *
     * @throws ProtocolException NOT_SUPPORTED, WRONG_VALIDATOR, CREDENTIAL_MISMATCH, TERMS_MISMATCH,
     *     AMOUNT_INVALID, FEE_MISMATCH
     */
    public void checkAnswers(
            PaymentRequest request,
            Bytes requestDigest,
            Bytes payerCredentialId,
            TrustedValidator validator)
            throws ProtocolException {
        if (terms.getKind() != PaymentKind.PAYMENT_KIND_PAYMENT) {
            throw new ProtocolException(ErrorCode.NOT_SUPPORTED, terms.getKind().name());
        }
        if (!terms.getValidatorId().equals(validator.id())) {
            throw new ProtocolException(
                    ErrorCode.WRONG_VALIDATOR, "authorized for " + terms.getValidatorId());
        }
        if (!bytes(terms.getPayerCredentialId()).equals(payerCredentialId)) {
            throw new ProtocolException(
                    ErrorCode.CREDENTIAL_MISMATCH, "the terms name another payer");
        }
        if (!namesPayee(request)) {
            throw new ProtocolException(ErrorCode.TERMS_MISMATCH, "the terms name another payee");
        }
        if (!bytes(terms.getRequestDigest()).equals(requestDigest)) {
            throw new ProtocolException(
                    ErrorCode.TERMS_MISMATCH, "the terms answer another request");
        }
        boolean same = terms.getAsset().equals(request.getAsset())
                && terms.getExponent() == request.getExponent()
                && terms.getFeeBearer() == request.getFeeBearer()
                && terms.getFeeScheduleVersion() == request.getFeeScheduleVersion();
        if (!same) {
            throw new ProtocolException(
                    ErrorCode.TERMS_MISMATCH, "asset, exponent or fee bearer differ");
        }
        checkAmount(request);
        checkFee(request, validator);
        checkBindingAndTimes(validator);
    }

    private boolean namesPayee(PaymentRequest request) {
        return terms.getPayee().getPayeeCase() == Payee.PayeeCase.CREDENTIAL
                && terms.getPayee().getCredential().getRole() == Role.ROLE_PAYEE
                && terms.getPayee()
                        .getCredential()
                        .getCredentialId()
                        .equals(request.getCredentialId());
    }

    private void checkAmount(PaymentRequest request) throws ProtocolException {
        long amount = terms.getAmount();
        if (amount <= 0) {
            throw new ProtocolException(ErrorCode.AMOUNT_INVALID, "an amount is above 0");
        }
        if (request.hasAmount() && amount != request.getAmount()) {
            throw new ProtocolException(
                    ErrorCode.TERMS_MISMATCH, "the amount is not the requested one");
        }
        boolean outside = amount < request.getMinAmount() || amount > request.getMaxAmount();
        if (!request.hasAmount() && outside) {
            throw new ProtocolException(
                    ErrorCode.AMOUNT_INVALID, "the amount is outside the request's bounds");
        }
    }

    private void checkFee(PaymentRequest request, TrustedValidator validator)
            throws ProtocolException {
        FeeSchedule schedule = validator.fees(
                terms.getAsset(), terms.getFeeScheduleVersion(), request.getCreated());
        long fee = Fees.fee(schedule, terms.getAmount());
        if (fee != terms.getFee()) {
            throw new ProtocolException(
                    ErrorCode.FEE_MISMATCH,
                    "the fee is " + fee + " minor units, not " + terms.getFee());
        }
    }

    private void checkBindingAndTimes(TrustedValidator validator) throws ProtocolException {
        if (terms.getBinding().getBindingCase() != Binding.BindingCase.HANDSHAKE_HASH) {
            throw new ProtocolException(ErrorCode.NOT_SUPPORTED, "only payments over a handshake");
        }
        long window = terms.getSettleUntil() - terms.getAcceptUntil();
        boolean form = terms.getBinding().getHandshakeHash().size() == DIGEST_SIZE
                && terms.getNonce().size() == VerifiedRequest.NONCE_SIZE
                && terms.getAcceptUntil() > 0
                && window >= 0
                && window <= validator.limits().getSettleWindow();
        if (!form) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "terms: binding, nonce or times");
        }
    }

    /**
     * Checks the dates as the validator does: {@code settle_until} is its to judge, {@code
     * accept_until} is the payee's, within the request's life.
     *
     * @param now seconds since the Unix epoch
     * @throws ProtocolException CLOCK_AHEAD (temporary), REQUEST_EXPIRED or AUTHORIZATION_EXPIRED
     */
    public void checkSettleTimes(PaymentRequest request, long now, TrustedValidator validator)
            throws ProtocolException {
        long window = validator.limits().getSettleWindow();
        VerifiedRequest.checkTimes(request, now, window, validator);
        if (terms.getAcceptUntil() > request.getExpires()) {
            throw new ProtocolException(
                    ErrorCode.REQUEST_EXPIRED, "accepted after the request's end");
        }
        if (terms.getSettleUntil() > now + window + validator.limits().getClockTolerance()) {
            throw new ProtocolException(ErrorCode.CLOCK_AHEAD, "settle_until lies too far ahead");
        }
        if (now > terms.getSettleUntil()) {
            throw new ProtocolException(
                    ErrorCode.AUTHORIZATION_EXPIRED,
                    (now - terms.getSettleUntil()) + " s too late");
        }
    }

    /** Checks the dates as the payee's phone does when it accepts. */
    public void checkAcceptTimes(PaymentRequest request, long now, TrustedValidator validator)
            throws ProtocolException {
        checkSettleTimes(request, now, validator);
        if (now > terms.getAcceptUntil() + validator.limits().getClockTolerance()) {
            throw new ProtocolException(ErrorCode.AUTHORIZATION_EXPIRED, "too late to be accepted");
        }
    }

    /**
     * Checks that the payer's credential key has signed it.
     *
     * @throws ProtocolException SIGNATURE_INVALID
     */
    public void checkSignature(Verifier payer) throws ProtocolException {
        authorization.verify(payer);
    }

    public AuthorizedPayment payment() {
        return payment;
    }

    public Signed signed() {
        return payment.getAuthorization();
    }

    public Bytes box() {
        return bytes(payment.getBox());
    }

    public Terms terms() {
        return terms;
    }

    /** Names the authorization everywhere. */
    public Bytes d() {
        return d;
    }

    /** The digest of the authorization's exact bytes: terms and box digest. */
    public Bytes digest() {
        return MessageType.PAYMENT_AUTHORIZATION.digest(bytes(signed().getBody()));
    }
}
