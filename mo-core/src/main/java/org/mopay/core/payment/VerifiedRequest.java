package org.mopay.core.payment;

import static org.mopay.core.message.Wire.bytes;

import com.google.protobuf.ByteString;

import org.mopay.core.bytes.Bytes;
import org.mopay.core.credential.TrustedValidator;
import org.mopay.core.credential.VerifiedCredential;
import org.mopay.core.error.ErrorCode;
import org.mopay.core.error.ProtocolException;
import org.mopay.core.message.Label;
import org.mopay.core.message.MessageType;
import org.mopay.core.message.Verified;
import org.mopay.proto.v1.AssetDefinition;
import org.mopay.proto.v1.FeeBearer;
import org.mopay.proto.v1.PaymentRequest;
import org.mopay.proto.v1.Signed;

/** A payment request whose form is right and that its payee's credential key has signed. */
public final class VerifiedRequest {
    /** Bytes of a nonce. */
    public static final int NONCE_SIZE = 16;

    /** UTF-8 bytes of the longest memo and label. */
    public static final int MAX_MEMO = 140;

    public static final int MAX_LABEL = 64;

    private final Verified<PaymentRequest> verified;
    private final VerifiedCredential payee;

    private VerifiedRequest(Verified<PaymentRequest> verified, VerifiedCredential payee) {
        this.verified = verified;
        this.payee = payee;
    }

    /** Checks form and signature, not yet the times. */
    public static VerifiedRequest verify(
            Signed signed, VerifiedCredential payee, TrustedValidator validator)
            throws ProtocolException {
        checkForm(MessageType.PAYMENT_REQUEST.decode(signed.getBody()), payee.id(), validator);
        return new VerifiedRequest(
                MessageType.PAYMENT_REQUEST.verify(signed, payee.verifier()), payee);
    }

    /**
     * Checks all that needs no cryptography and no clock.
     *
     * @throws ProtocolException WRONG_VALIDATOR, CREDENTIAL_MISMATCH, ASSET_UNKNOWN, AMOUNT_INVALID,
     *     NOT_SUPPORTED or MALFORMED_MESSAGE
     */
    public static void checkForm(
            PaymentRequest request, Bytes payeeCredentialId, TrustedValidator validator)
            throws ProtocolException {
        if (!request.getValidatorId().equals(validator.id())) {
            throw new ProtocolException(
                    ErrorCode.WRONG_VALIDATOR, "request for " + request.getValidatorId());
        }
        if (!bytes(request.getCredentialId()).equals(payeeCredentialId)) {
            throw new ProtocolException(
                    ErrorCode.CREDENTIAL_MISMATCH, "the request names another credential");
        }
        AssetDefinition asset = validator.asset(request.getAsset());
        if (asset.getExponent() != request.getExponent()) {
            throw new ProtocolException(
                    ErrorCode.ASSET_UNKNOWN, asset.getCode() + " with another exponent");
        }
        long lifetime = request.getExpires() - request.getCreated();
        boolean form = request.getNonce().size() == NONCE_SIZE
                && request.getFeeBearer() != FeeBearer.FEE_BEARER_UNSPECIFIED
                && request.getCreated() > 0
                && lifetime > 0
                && lifetime <= validator.limits().getRequestLifetime()
                && PlainText.fits(request.getMemo(), MAX_MEMO)
                && PlainText.fits(request.getLabel(), MAX_LABEL);
        if (!form) {
            throw new ProtocolException(
                    ErrorCode.MALFORMED_MESSAGE, "payment-request: a field is out of bounds");
        }
        checkAmounts(request);
    }

    private static void checkAmounts(PaymentRequest request) throws ProtocolException {
        boolean open = request.hasMinAmount() || request.hasMaxAmount();
        boolean fixedAmount = request.hasAmount() && !open && request.getAmount() > 0;
        boolean openAmount = !request.hasAmount()
                && request.hasMinAmount()
                && request.hasMaxAmount()
                && request.getMinAmount() > 0
                && request.getMinAmount() <= request.getMaxAmount();
        if (!fixedAmount && !openAmount) {
            throw new ProtocolException(
                    ErrorCode.AMOUNT_INVALID, "neither an amount nor bounds above 0");
        }
        boolean bounds = (!request.hasTotal() || request.getTotal() > 0)
                && (!request.hasMaxUses() || request.getMaxUses() > 0);
        if (!bounds) {
            throw new ProtocolException(
                    ErrorCode.AMOUNT_INVALID, "a total or a number of uses is not above 0");
        }
    }

    /**
     * Checks the request's dates.
     *
     * @param now seconds since the Unix epoch
     * @throws ProtocolException CLOCK_AHEAD (temporary) or REQUEST_EXPIRED
     */
    public void checkTimes(long now, TrustedValidator validator) throws ProtocolException {
        checkTimes(message(), now, 0, validator);
    }

    static void checkTimes(PaymentRequest request, long now, long grace, TrustedValidator validator)
            throws ProtocolException {
        if (request.getCreated() > now + validator.limits().getClockTolerance()) {
            throw new ProtocolException(
                    ErrorCode.CLOCK_AHEAD,
                    "the request was made " + (request.getCreated() - now) + " s from now");
        }
        if (now > request.getExpires() + grace) {
            throw new ProtocolException(
                    ErrorCode.REQUEST_EXPIRED,
                    "expired " + (now - request.getExpires()) + " s ago");
        }
    }

    /** Whether several payments can settle it; a plain request is paid once. */
    public static boolean isShareable(PaymentRequest request) {
        return request.hasTotal() || request.hasMaxUses();
    }

    /** Whether an account that has paid it can pay no more. */
    public static boolean isOncePerPayer(PaymentRequest request) {
        return !isShareable(request) || !request.hasOncePerPayer() || request.getOncePerPayer();
    }

    public PaymentRequest message() {
        return verified.message();
    }

    public Signed signed() {
        return verified.signed();
    }

    public VerifiedCredential payee() {
        return payee;
    }

    /** Names the request. */
    public Bytes digest() {
        return digest(signed().getBody());
    }

    /** Names the request with these exact bytes. */
    public static Bytes digest(ByteString body) {
        return Label.REQUEST_DIGEST.digest(bytes(body));
    }
}
